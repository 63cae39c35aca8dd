/**
 * How high the blocks of a long text are, as the web view tells it. Asking a block that is left out while
 * off screen for its height would make the web view lay out all that is in it: seconds for a text of 2 MB.
 */

export class Heights {
  private readonly heights = new Map<Element, number>();
  private readonly watch = new ResizeObserver((entries) => {
    for (const { target, borderBoxSize } of entries) {
      const height = borderBoxSize[0]?.blockSize;
      if (height !== undefined) this.heights.set(target, height);
    }
  });

  /** Follows these blocks and no others. Until the web view has told a height, the guess stands. */
  follow(blocks: readonly { element: Element; guess: number }[]): void {
    this.stop();
    for (const { element, guess } of blocks) {
      this.heights.set(element, guess);
      this.watch.observe(element);
    }
  }

  /** Height of a block in CSS pixels; 0 for one that is not followed. */
  of(block: Element): number {
    return this.heights.get(block) ?? 0;
  }

  stop(): void {
    this.watch.disconnect();
    this.heights.clear();
  }
}
