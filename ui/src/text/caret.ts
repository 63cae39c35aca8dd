/** Moves of a caret that need to know where things stand on the screen: rows, pages, ends of rows. */

import { directionOf, type Move } from "./caret-keys";
import { moved } from "./selection";
import type { TextView } from "./view";

/** Remembers the column that rows are walked along. */
export class Caret {
  private readonly view: TextView;
  private readonly scroller: HTMLElement;
  private column: number | null = null;

  constructor(view: TextView, scroller: HTMLElement) {
    this.view = view;
    this.scroller = scroller;
  }

  /** Where a caret at `offset` goes. The caller has scrolled it into view. */
  move(offset: number, move: Move): number {
    if (move.by !== "row" && move.by !== "page") this.column = null;
    switch (move.by) {
      case "side":
        return moved(this.view, offset, move.step, directionOf(move.side, this.readsRightToLeft(offset)));
      case "step":
        return moved(this.view, offset, move.step, move.direction);
      case "edge":
        return this.edge(offset, move.edge);
      case "row":
        return this.row(offset, move.direction);
      case "page":
        return this.page(offset, move.direction);
    }
  }

  private readsRightToLeft(offset: number): boolean {
    const line = this.view.lineElement(offset);
    return line !== undefined && getComputedStyle(line).direction === "rtl";
  }

  private edge(offset: number, edge: "start" | "end"): number {
    const line = this.view.lineElement(offset)?.getBoundingClientRect();
    const caret = this.view.caretRect(offset);
    if (!line) return offset;
    const left = (edge === "start") !== this.readsRightToLeft(offset);
    const found = this.view.offsetAt(left ? line.left + 1 : line.right - 1, caret.top + caret.height / 2);
    return found ?? offset;
  }

  private row(offset: number, direction: 1 | -1): number {
    const caret = this.view.caretRect(offset);
    const x = (this.column ??= caret.x);
    const height = Math.max(caret.height, 16);
    // A paragraph's margin may lie between two rows: look further until the row changes.
    for (let distance = 0.8; distance < 4; distance += 0.5) {
      const y = direction > 0 ? caret.top + height * (0.5 + distance) : caret.top + height * (0.5 - distance);
      const found = this.view.offsetAt(x, y);
      if (found === null) continue;
      const there = this.view.caretRect(found);
      const changed = direction > 0 ? there.top > caret.top + 2 : there.top < caret.top - 2;
      if (changed) return found;
    }
    return direction > 0 ? this.view.text.length : 0;
  }

  private page(offset: number, direction: 1 | -1): number {
    const before = this.view.caretRect(offset);
    const x = (this.column ??= before.x);
    const from = this.scroller.scrollTop;
    this.scroller.scrollTop += direction * this.scroller.clientHeight * 0.9;
    if (Math.abs(this.scroller.scrollTop - from) < 2) return direction > 0 ? this.view.text.length : 0;
    const frame = this.scroller.getBoundingClientRect();
    const y = Math.max(frame.top + 12, Math.min(before.top + before.height / 2, frame.bottom - 12));
    return this.view.offsetAt(x, y) ?? offset;
  }
}
