/** One line of a text as elements: exactly its characters, set as text, wrapped where something lies over them. */

import { signsOf } from "./invisible";
import { runStyle } from "./label-look";
import type { Line } from "./lines";
import { flatten, type Mark } from "./runs";
import { disjoint, inlineParts, jsonParts, type Decoration, type Layout } from "./structure";

/** Fills `element` with the line's characters. Replaces what was there. */
export function fillLine(element: HTMLElement, text: string, line: Line, marks: readonly Mark[], layout: Layout): void {
  if (line.start === line.end) {
    element.replaceChildren(document.createElement("br"));
    return;
  }
  const own = text.slice(line.start, line.end);
  const decorations = disjoint([...(layout === "code" ? jsonParts(own) : inlineParts(own)), ...signs(own)]);
  const pieces = document.createDocumentFragment();
  let deepest = 0;
  for (const run of flatten(line, marks)) {
    const start = run.start - line.start;
    const end = run.end - line.start;
    if (run.marks.length === 0) {
      appendText(pieces, own, start, end, decorations);
      continue;
    }
    const mark = document.createElement("mark");
    mark.dataset["ids"] = run.marks.map((entry) => entry.mark.id).join(" ");
    mark.className = [...new Set(run.marks.map((entry) => entry.mark.kind))].join(" ");
    mark.style.cssText = runStyle(run);
    for (const entry of run.marks) deepest = Math.max(deepest, entry.level);
    appendText(mark, own, start, end, decorations);
    pieces.append(mark);
  }
  element.replaceChildren(pieces);
  element.classList.toggle("deep", deepest > 1);
  if (deepest > 1) element.style.setProperty("--depth", String(deepest));
}

function appendText(parent: Node, text: string, start: number, end: number, decorations: readonly Decoration[]): void {
  let at = start;
  for (const decoration of decorations) {
    if (decoration.end <= at) continue;
    if (decoration.start >= end) break;
    const from = Math.max(decoration.start, at);
    const to = Math.min(decoration.end, end);
    if (from > at) parent.appendChild(document.createTextNode(text.slice(at, from)));
    const wrapper = document.createElement("span");
    wrapper.className = decoration.className;
    if (decoration.sign) wrapper.dataset["sign"] = decoration.sign;
    wrapper.textContent = text.slice(from, to);
    parent.appendChild(wrapper);
    at = to;
  }
  if (at < end) parent.appendChild(document.createTextNode(text.slice(at, end)));
}

function signs(text: string): Decoration[] {
  return signsOf(text).map(({ at, length, sign }) => ({
    start: at, end: at + length, className: sign ? "invisible" : "quiet", sign,
  }));
}

/** The text node that holds index `at` of a line, and the index inside it; the line itself when it is empty. */
export function positionIn(element: HTMLElement, at: number): { node: Node; at: number } {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = at;
  let last: Text | null = null;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (left < node.length) return { node, at: left };
    left -= node.length;
    last = node;
  }
  return last ? { node: last, at: last.length } : { node: element, at: 0 };
}

/** The index in a line of a position in its elements. */
export function indexIn(element: HTMLElement, node: Node, at: number): number {
  if (node === element && at === 0) return 0;
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(node, at);
  return before.toString().length;
}
