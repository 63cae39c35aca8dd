/** The folds of a drawn text: buttons before the lines that open, and which lines are hidden. */

import { foldByLine, foldsOf, hiddenLines, type Fold } from "./folding";
import type { Line } from "./lines";

/** Texts over this have folds only where a line was written as a line: finding them must not cost seconds. */
const mostLines = 400_000;

export class FoldView {
  private folds: Fold[] = [];
  private byLine = new Map<number, Fold>();
  private closed = new Set<Fold>();
  private hidden = new Set<number>();
  private buttons = new Map<number, HTMLButtonElement>();
  private elements: readonly HTMLElement[] = [];

  /** Finds the folds of a new text. */
  read(text: string, lines: readonly Line[], elements: readonly HTMLElement[]): void {
    this.elements = elements;
    this.folds = lines.length > mostLines ? [] : foldsOf(text, lines);
    this.byLine = foldByLine(this.folds);
    this.closed = new Set();
    this.hidden = new Set();
    this.buttons = new Map();
  }

  /** Forgets all: the text has no tree. */
  clear(): void {
    this.read("", [], []);
  }

  /** Puts the button of a line before its characters. It holds no text, so no index counts it. */
  dress(index: number): void {
    const fold = this.byLine.get(index);
    const element = this.elements[index];
    if (!fold || !element) return;
    let button = this.buttons.get(index);
    if (!button) {
      button = document.createElement("button");
      button.type = "button";
      button.className = "fold";
      button.tabIndex = -1;
      button.dataset["entries"] = fold.entries === 1 ? "1 entry" : `${fold.entries} entries`;
      this.buttons.set(index, button);
    }
    this.tell(fold, button);
    element.prepend(button);
  }

  private tell(fold: Fold, button: HTMLButtonElement): void {
    const closed = this.closed.has(fold);
    button.setAttribute("aria-expanded", String(!closed));
    button.setAttribute("aria-label", `${closed ? "Unfold" : "Fold"} ${fold.entries} ${fold.entries === 1 ? "entry" : "entries"}`);
    this.elements[fold.first]?.classList.toggle("folded", closed);
  }

  /** The innermost fold around a line, or the one it opens. */
  around(line: number): Fold | undefined {
    return this.byLine.get(line) ?? this.folds.findLast((fold) => fold.first <= line && fold.last >= line);
  }

  isClosed(fold: Fold): boolean {
    return this.closed.has(fold);
  }

  /** Closes or opens a fold. */
  set(folds: readonly Fold[], close: boolean): void {
    for (const fold of folds) {
      if (close) this.closed.add(fold);
      else this.closed.delete(fold);
      const button = this.buttons.get(fold.first);
      if (button) this.tell(fold, button);
    }
    this.hide();
  }

  /** Closes everything inside the outermost level, or opens everything when something is closed. Says whether it closed. */
  setAll(): boolean {
    const close = this.closed.size === 0;
    this.set(close ? this.folds.filter(({ depth }) => depth > 0) : this.folds, close);
    return close;
  }

  /** Opens what hides a line. */
  show(line: number): boolean {
    if (!this.hidden.has(line)) return false;
    this.set([...this.closed].filter(({ first, last }) => first < line && last > line), false);
    return true;
  }

  isHidden(line: number): boolean {
    return this.hidden.has(line);
  }

  private hide(): void {
    const next = hiddenLines([...this.closed]);
    const blocks = new Set<HTMLElement>();
    for (const line of this.hidden) if (!next.has(line)) this.mark(line, false, blocks);
    for (const line of next) if (!this.hidden.has(line)) this.mark(line, true, blocks);
    this.hidden = next;
    for (const block of blocks) block.hidden = [...block.children].every((child) => (child as HTMLElement).hidden);
  }

  private mark(line: number, hidden: boolean, blocks: Set<HTMLElement>): void {
    const element = this.elements[line];
    if (!element) return;
    element.hidden = hidden;
    if (element.parentElement) blocks.add(element.parentElement);
  }
}
