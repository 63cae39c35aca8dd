/** Where a floating layer stands beside its anchor: pure geometry, in CSS pixels of the window. */

interface Size { width: number; height: number }
interface Rect extends Size { left: number; top: number }

const gap = 6;
const margin = 8;

/** Below the anchor where it fits, else above it; always inside the window by a margin. */
export function place(anchor: Rect, layer: Size, window: Size): { left: number; top: number } {
  const below = anchor.top + anchor.height + gap;
  const above = anchor.top - layer.height - gap;
  const fitsBelow = below + layer.height + margin <= window.height;
  const top = fitsBelow || above < margin ? below : above;
  return {
    left: clamp(anchor.left, margin, window.width - layer.width - margin),
    top: clamp(top, margin, window.height - layer.height - margin),
  };
}

/** `value`, not below `low` and not above `high`; `low` wins where they cross. */
export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
