/** What a narrow strip beside a text shows of it: where marks, hits and the part in sight are. Pure. */

import { colourOf } from "./label-look";
import type { Mark } from "./runs";

/** Something to be drawn: a colour by name, over a part of the strip. */
export interface Tick {
  /** From the top, 0 to 1. */
  from: number;
  to: number;
  /** `label-3`, `evidence`, `omission`, `given` or `hit`. */
  what: string;
  lit: boolean;
}

/** A stretch of the text whose place on the screen is known. */
export interface Place {
  start: number;
  end: number;
  top: number;
  height: number;
}

/** The name of a mark's colour. */
export function nameOf(mark: Pick<Mark, "kind" | "slot">): string {
  return mark.kind === "label" ? (mark.slot < 1 ? "plain" : `label-${colourOf(mark.slot)}`) : mark.kind;
}

/** How far down `offset` stands, 0 to 1: inside its place by the share of its characters. */
export function shareOf(places: readonly Place[], total: number, offset: number): number {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((places[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const place = places[low];
  if (!place || total <= 0) return 0;
  const inside = place.end > place.start ? Math.min(1, (offset - place.start) / (place.end - place.start)) : 0;
  return (place.top + place.height * inside) / total;
}

/**
 * The ticks of a strip of `rows` pixels: at most one of each colour a pixel, so that 10,000 marks cost
 * no more than the strip is high. Those in the light come last, over all others.
 */
export function ticksOf(marks: readonly { start: number; end: number; what: string; lit: boolean }[], places: readonly Place[], total: number, rows: number): Tick[] {
  const taken = new Set<string>();
  const ticks: Tick[] = [];
  for (const { start, end, what, lit } of marks) {
    const from = shareOf(places, total, start);
    const to = Math.max(shareOf(places, total, end), from);
    const key = `${what}/${lit ? 1 : 0}/${Math.round(from * rows)}/${Math.round(to * rows)}`;
    if (taken.has(key)) continue;
    taken.add(key);
    ticks.push({ from, to, what, lit });
  }
  return ticks.toSorted((a, b) => Number(a.lit) - Number(b.lit) || b.to - b.from - (a.to - a.from));
}
