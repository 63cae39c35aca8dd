/**
 * A text as plain elements: a paragraph a line, some eight lines a block that the web view may leave
 * out while it is off screen. Holds no selection and hears no keys; it draws, measures and translates.
 */

import { FoldView } from "./fold-view";
import { Heights } from "./heights";
import { fillLine, indexIn, positionIn } from "./line-dom";
import { lookOf } from "./label-look";
import { lineAt, type Line } from "./lines";
import type { Place } from "./mini-map";
import type { Mark } from "./runs";
import { isEmpty, type Span } from "./span";
import { linesOf, type Layout, type LineLook } from "./structure";
import { voicesOf, type Part, type Voice } from "./voices";

export type { Part };

const linesPerBlock = 24;
const charactersPerBlock = 8_000;
/** Shorter texts are drawn whole: leaving blocks out costs more than it saves. */
const farFrom = 20_000;

export class TextView {
  text = "";
  lines: readonly Line[] = [];
  readonly folds = new FoldView();
  private readonly heights = new Heights();
  private readonly root: HTMLElement;
  private layout: Layout = "prose";
  private elements: HTMLElement[] = [];
  private readonly indexOf = new WeakMap<Node, number>();
  private marks = new Map<string, Mark>();
  private marksOfLine = new Map<number, Mark[]>();
  private lit: ReadonlySet<string> = new Set();

  constructor(root: HTMLElement) {
    this.root = root;
  }

  /** Draws a text from nothing, with its marks. */
  render(text: string, parts: readonly Part[], layout: Layout, marks: readonly Mark[] = []): void {
    this.text = text;
    this.layout = layout;
    const { lines, looks } = linesOf(text, layout);
    this.lines = lines;
    this.marks = byKey(marks);
    this.marksOfLine = new Map();
    for (const mark of this.marks.values()) this.eachLine(mark, (index) => this.addTo(index, mark));
    this.lit = new Set();
    const voices = voicesOf(this.lines, parts);
    this.elements = [];
    this.folds.clear();
    for (let index = 0; index < lines.length; index += 1) this.elements.push(this.newLine(index, looks[index], voices.get(index)));
    if (layout === "code") {
      this.folds.read(text, this.lines, this.elements);
      for (let index = 0; index < lines.length; index += 1) this.folds.dress(index);
    }
    this.root.classList.toggle("code", layout === "code");
    // A text that is indented wider than we do keeps its own steps.
    this.root.style.setProperty("--unit", String(looks.find(({ indent, own }) => indent === 1 && (own ?? 0) > 1)?.own ?? 0));
    this.root.replaceChildren(...this.blocks());
  }

  private newLine(index: number, look: LineLook | undefined, voice: Voice | undefined): HTMLElement {
    const element = document.createElement("p");
    const line = this.lines[index] ?? { start: 0, end: 0, soft: false };
    const continued = this.lines[index - 1]?.soft ?? false;
    element.dir = this.layout === "code" ? "ltr" : continued ? (this.elements[index - 1]?.dir ?? "auto") : "auto";
    element.className = ["line", line.start === line.end ? "blank" : line.soft ? "soft" : "", look?.className ?? ""].filter(Boolean).join(" ");
    if (look && look.indent > 0) element.style.setProperty("--indent", String(look.indent));
    if (look?.own) element.style.setProperty("--own", String(look.own));
    if (voice) {
      element.dataset["voice"] = String(voice.of);
      if (voice.role !== null) element.dataset["role"] = voice.role;
    }
    this.indexOf.set(element, index);
    fillLine(element, this.text, line, this.marksOfLine.get(index) ?? [], this.layout);
    return element;
  }

  private blocks(): HTMLElement[] {
    const far = this.text.length > farFrom;
    const blocks: HTMLElement[] = [];
    const guesses: number[] = [];
    let block: HTMLElement | undefined;
    let lines = 0;
    let characters = 0;
    this.elements.forEach((element, index) => {
      const line = this.lines[index];
      const length = line ? line.end - line.start : 0;
      if (!block || lines >= linesPerBlock || characters + length > charactersPerBlock) {
        block = document.createElement("div");
        block.className = far ? "block far" : "block";
        blocks.push(block);
        lines = 0;
        characters = 0;
      }
      block.append(element);
      lines += 1;
      characters += length;
      guesses[blocks.length - 1] = estimatedHeight(lines, characters);
    });
    if (far) {
      blocks.forEach((element, at) => (element.style.containIntrinsicSize = `auto ${guesses[at] ?? 0}px`));
      this.heights.follow(blocks.map((element, at) => ({ element, guess: guesses[at] ?? 0 })));
    } else this.heights.stop();
    return blocks;
  }

  /** Draws `marks` instead of those drawn; touches only the lines where something changed, and says which. */
  setMarks(marks: readonly Mark[]): ReadonlySet<number> {
    const next = byKey(marks);
    const touched = new Set<number>();
    for (const [key, mark] of this.marks) {
      if (next.has(key)) continue;
      this.eachLine(mark, (index) => {
        this.marksOfLine.set(index, (this.marksOfLine.get(index) ?? []).filter((other) => other !== mark));
        touched.add(index);
      });
    }
    for (const [key, mark] of next) {
      const known = this.marks.get(key);
      if (known) {
        next.set(key, known);
        continue;
      }
      this.eachLine(mark, (index) => {
        this.addTo(index, mark);
        touched.add(index);
      });
    }
    this.marks = next;
    for (const index of touched) {
      const element = this.elements[index];
      const line = this.lines[index];
      if (!element || !line) continue;
      fillLine(element, this.text, line, this.marksOfLine.get(index) ?? [], this.layout);
      this.folds.dress(index);
    }
    if (touched.size > 0) this.light(this.lit);
    return touched;
  }

  private addTo(line: number, mark: Mark): void {
    const there = this.marksOfLine.get(line);
    if (there) there.push(mark);
    else this.marksOfLine.set(line, [mark]);
  }

  private eachLine(span: Span, visit: (index: number) => void): void {
    const last = lineAt(this.lines, Math.max(span.start, span.end - 1));
    for (let index = lineAt(this.lines, span.start); index <= last; index += 1) visit(index);
  }

  /** Lights the marks with these ids, and no others. */
  setLit(ids: ReadonlySet<string>): void {
    for (const mark of this.marks.values()) {
      if (this.lit.has(mark.id) && !ids.has(mark.id)) this.eachElement(mark, (element) => element.classList.remove("on", "first", "last"));
    }
    this.light(ids);
  }

  private light(ids: ReadonlySet<string>): void {
    this.lit = ids;
    if (ids.size === 0) return;
    for (const mark of this.marks.values()) {
      if (!ids.has(mark.id)) continue;
      const elements: HTMLElement[] = [];
      this.eachElement(mark, (element) => elements.push(element));
      elements.forEach((element, at) => {
        element.classList.add("on");
        element.classList.toggle("first", at === 0);
        element.classList.toggle("last", at === elements.length - 1);
        if (mark.kind === "label") element.style.setProperty("--on", lookOf(mark.slot).colour);
      });
    }
  }

  private eachElement(mark: Mark, visit: (element: HTMLElement) => void): void {
    this.eachLine(mark, (index) => {
      const start = this.lines[index]?.start ?? 0;
      let at = start;
      for (const child of this.elements[index]?.childNodes ?? []) {
        const end = at + (child.textContent?.length ?? 0);
        if (child instanceof HTMLElement && child.dataset["ids"] && at < mark.end && end > mark.start) visit(child);
        at = end;
      }
    });
  }

  /** Where an index lies in the elements. */
  positionOf(offset: number): { node: Node; at: number } {
    const index = lineAt(this.lines, offset);
    const element = this.elements[index];
    const start = this.lines[index]?.start ?? 0;
    return element ? positionIn(element, offset - start) : { node: this.root, at: 0 };
  }

  /** The index of a position in the elements; null outside of every line. */
  offsetOf(node: Node, at: number): number | null {
    const element = lineOf(node, this.root);
    const index = element ? this.indexOf.get(element) : undefined;
    const line = index === undefined ? undefined : this.lines[index];
    if (!element || !line) return null;
    return Math.min(line.start + indexIn(element, node, at), line.end);
  }

  /** Unfolds what hides an index; says whether anything did. */
  unfold(offset: number): boolean {
    return this.folds.show(lineAt(this.lines, offset));
  }

  /** The index nearest to `offset` that is not folded away, on the side that `from` was left for. */
  shown(offset: number, from: number): number {
    let index = lineAt(this.lines, offset);
    if (!this.folds.isHidden(index)) return offset;
    const step = offset >= from ? 1 : -1;
    while (this.folds.isHidden(index)) index += step;
    const line = this.lines[index];
    return line ? (step > 0 ? line.start : line.end) : offset;
  }

  /** Closes or opens the fold around an index; says what became of it, or null where there is none. */
  toggleFold(offset: number): "closed" | "open" | null {
    const fold = this.folds.around(lineAt(this.lines, offset));
    if (!fold) return null;
    const close = !this.folds.isClosed(fold);
    this.folds.set([fold], close);
    return close ? "closed" : "open";
  }

  /** A live range over a span. It dies when its lines are drawn again: ask anew after `setMarks`. */
  rangeOf(span: Span): Range {
    const range = document.createRange();
    const start = this.positionOf(span.start);
    const end = this.positionOf(span.end);
    range.setStart(start.node, start.at);
    range.setEnd(end.node, end.at);
    return range;
  }

  /** A span cut at the lines: ranges within one line are quick to paint. */
  piecesOf(span: Span): (Span & { line: number })[] {
    const pieces: (Span & { line: number })[] = [];
    this.eachLine(span, (index) => {
      const line = this.lines[index];
      const piece = { line: index, start: Math.max(span.start, line?.start ?? 0), end: Math.min(span.end, line?.end ?? 0) };
      if (piece.end > piece.start) pieces.push(piece);
    });
    return pieces;
  }

  /** The line element that holds an index. */
  lineElement(offset: number): HTMLElement | undefined {
    return this.elements[lineAt(this.lines, offset)];
  }

  /** The index nearest to a point of the window, or null where the text is not. */
  offsetAt(x: number, y: number): number | null {
    const hit = document.caretRangeFromPoint(x, y);
    const direct = hit && this.root.contains(hit.startContainer) ? this.offsetOf(hit.startContainer, hit.startOffset) : null;
    return direct ?? this.nearestTo(y);
  }

  /** A point beside or below the text means the nearest line's end or start. */
  private nearestTo(y: number): number | null {
    let low = 0;
    let high = this.elements.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.elements[middle]?.getBoundingClientRect().bottom ?? 0) < y) low = middle + 1;
      else high = middle;
    }
    const line = this.lines[low];
    const rect = this.elements[low]?.getBoundingClientRect();
    if (!line || !rect) return null;
    return y > rect.bottom ? line.end : line.start;
  }

  /** The ids of the marks under a point, the innermost first. */
  idsAt(x: number, y: number): string[] {
    const mark = document.elementFromPoint(x, y)?.closest<HTMLElement>("mark[data-ids]");
    if (!mark || !this.root.contains(mark)) return [];
    return (mark.dataset["ids"] ?? "").split(" ").toReversed();
  }

  /** The rectangles of a span in window coordinates, one for each visual line or more. */
  rectsOf(span: Span): DOMRect[] {
    return [...this.rangeOf(span).getClientRects()].filter((rect) => rect.width > 0);
  }

  /** Where each block stands in the whole, in CSS pixels; blocks of a long text never drawn are as high as was guessed. */
  places(): { places: Place[]; total: number } {
    const far = this.text.length > farFrom;
    const places: Place[] = [];
    let first = 0;
    let below = 0;
    for (const child of this.root.children) {
      const block = child as HTMLElement;
      const last = first + block.childElementCount - 1;
      const top = far ? below : block.offsetTop;
      const height = far ? this.heights.of(block) : block.offsetHeight;
      places.push({ start: this.lines[first]?.start ?? 0, end: this.lines[last]?.end ?? 0, top, height });
      first = last + 1;
      below = top + height;
    }
    return { places, total: far ? below : this.root.scrollHeight };
  }

  /** Follows nothing any more. */
  close(): void {
    this.heights.stop();
  }

  /** Where a caret at `offset` stands, in window coordinates. */
  caretRect(offset: number): { x: number; top: number; height: number } {
    const { node, at } = this.positionOf(offset);
    const range = document.createRange();
    range.setStart(node, at);
    range.collapse(true);
    const [own] = range.getClientRects();
    if (own && own.height > 0) return { x: own.left, top: own.top, height: own.height };
    if (node instanceof Text && node.length > 0) {
      range.setStart(node, Math.max(0, at - 1));
      range.setEnd(node, Math.min(node.length, Math.max(1, at)));
      const beside = [...range.getClientRects()].at(-1);
      if (beside) return { x: at > 0 ? beside.right : beside.left, top: beside.top, height: beside.height };
    }
    const line = (this.lineElement(offset) ?? this.root).getBoundingClientRect();
    return { x: line.left, top: line.top, height: Math.min(line.height, 28) };
  }
}

function byKey(marks: readonly Mark[]): Map<string, Mark> {
  return new Map(marks.filter((mark) => !isEmpty(mark)).map((mark) => [keyOf(mark), mark]));
}

/** Kept for each mark: ten thousand of them are compared at every change. */
const keys = new WeakMap<Mark, string>();
function keyOf(mark: Mark): string {
  const known = keys.get(mark);
  if (known !== undefined) return known;
  const key = `${mark.kind}/${mark.id}/${mark.start}/${mark.end}/${mark.slot}`;
  keys.set(mark, key);
  return key;
}

function lineOf(node: Node, root: HTMLElement): HTMLElement | null {
  const element = node instanceof HTMLElement ? node : node.parentElement;
  const line = element?.closest<HTMLElement>(".line") ?? null;
  return line && root.contains(line) ? line : null;
}

/** Near enough for a scroll bar: the web view remembers the true height once a block was drawn. */
function estimatedHeight(lines: number, characters: number): number {
  return Math.round(Math.max(lines, characters / 76 + lines / 2) * 28 + lines * 6);
}
