/**
 * What kind of thing each line of a text is: a heading, code, a row of a table, an entry of JSON. Read from
 * the characters as they stand; nothing is added, so that a reader sees the shape and offsets stay.
 */

import { splitLines, type Line } from "./lines";
import type { Span } from "./span";

/** How the characters are laid out; the characters are the same. */
export type Layout = "prose" | "code";

/** A line's look beside its characters. */
export interface LineLook {
  /** Class names, separated by blanks; empty for plain. */
  className: string;
  /** Depth in a tree. */
  indent: number;
  /** White space that the line begins with of its own, in characters: the indent is made up to the depth with it. */
  own?: number;
}

/** A wrapper for a look only. Indices count in the text it was asked for. */
export interface Decoration extends Span {
  className: string;
  sign?: string;
}

const plain: LineLook = { className: "", indent: 0 };

/** The looks of all lines of prose: Markdown's headings, quotes, lists, fences and tables. */
export function looksOf(text: string, lines: readonly Line[]): LineLook[] {
  let fence: string | null = null;
  return lines.map((line, index) => {
    const head = text.slice(line.start, Math.min(line.end, line.start + 200));
    if (lines[index - 1]?.soft) return fence === null ? plain : { className: "fenced", indent: 0 };
    const mark = /^ {0,3}(```+|~~~+)/.exec(head)?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence) && head.trim() === mark) fence = null;
      return { className: "fenced", indent: 0 };
    }
    // A fence that nothing closes is a line of text.
    if (mark && closes(text, line.end, mark)) {
      fence = mark;
      return { className: "fenced", indent: 0 };
    }
    return lookOf(head);
  });
}

function closes(text: string, from: number, mark: string): boolean {
  return text.indexOf(`\n${mark}`, from) >= 0;
}

function lookOf(head: string): LineLook {
  const level = /^(#{1,6}) +\S/.exec(head)?.[1]?.length;
  if (level !== undefined) return { className: `heading heading-${Math.min(level, 3)}`, indent: 0 };
  if (/^\s*\|.*\|\s*$/.test(head) || /^[^|]+\t[^|]*\t/.test(head)) return { className: "table", indent: 0 };
  if (/^ {0,3}> ?/.test(head)) return { className: "quoted", indent: 0 };
  if (/^\s*(?:[-*+•]|\d{1,3}[.)])\s+\S/.test(head)) return { className: "listed", indent: 0 };
  return plain;
}

const inline: readonly { pattern: RegExp; className: string }[] = [
  { pattern: /^#{1,6}(?= +\S)/g, className: "sign" },
  { pattern: /`[^`\n]{1,2000}`/g, className: "inline-code" },
  { pattern: /\*\*(?=[^\s*])[^\n]{1,2000}?(?<=[^\s*])\*\*/g, className: "strong" },
  { pattern: /(?<![\p{L}\p{N}*])\*(?=[^\s*])[^*\n]{1,2000}(?<=[^\s*])\*(?![\p{L}\p{N}*])/gu, className: "soft" },
];

/** Code, strong and emphasised words in one line of prose. */
export function inlineParts(text: string): Decoration[] {
  if (!/[`*#]/.test(text)) return [];
  const found: Decoration[] = [];
  for (const { pattern, className } of inline) {
    for (const match of text.matchAll(pattern)) {
      const part = { start: match.index, end: match.index + match[0].length, className };
      const inCode = found.some((other) => other.className === "inline-code" && other.start < part.end && part.start < other.end);
      if (!inCode) found.push(part);
    }
  }
  return found;
}

const jsonToken = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g;

/** Keys, numbers and words of JSON, for a light colouring; strings keep the colour of text. */
export function jsonParts(text: string): Decoration[] {
  const parts: Decoration[] = [];
  for (const match of text.matchAll(jsonToken)) {
    const [whole, string, colon] = match;
    if (string !== undefined && colon === undefined) continue;
    const length = string?.length ?? whole.length;
    parts.push({ start: match.index, end: match.index + length, className: string === undefined ? "value" : "key" });
  }
  return parts;
}

/** Decorations that overlap, cut into disjoint ones that bear all names; the sign goes with its own. In order. */
export function disjoint(decorations: readonly Decoration[]): Decoration[] {
  const sorted = decorations.toSorted((a, b) => a.start - b.start || b.end - a.end);
  if (sorted.every((each, index) => (sorted[index - 1]?.end ?? 0) <= each.start)) return sorted;
  const cuts = [...new Set(sorted.flatMap(({ start, end }) => [start, end]))].toSorted((a, b) => a - b);
  return cuts.slice(0, -1).flatMap((start, index) => {
    const end = cuts[index + 1] ?? start;
    const over = sorted.filter((each) => each.start <= start && each.end >= end);
    if (over.length === 0) return [];
    const sign = over.find((each) => each.sign !== undefined)?.sign;
    return [{ start, end, className: over.map(({ className }) => className).join(" "), ...(sign === undefined ? {} : { sign }) }];
  });
}

/** The lines of a text as its layout wants them: JSON without line breaks of its own is cut at its structure. */
export function linesOf(text: string, layout: Layout): { lines: Line[]; looks: LineLook[] } {
  const lines = splitLines(text);
  if (layout === "prose") return { lines, looks: looksOf(text, lines) };
  const longest = lines.reduce((most, line) => Math.max(most, line.end - line.start), 0);
  return longest > wideLine ? cutJson(text) : { lines, looks: lines.map(() => plain) };
}

/** JSON lines over this were not written to be read as they are. */
const wideLine = 100;

/** Cuts before closing and after opening brackets and commas, wherever a line break is not there already. */
export function cutJson(text: string): { lines: Line[]; looks: LineLook[] } {
  const lines: Line[] = [];
  const looks: LineLook[] = [];
  let start = 0;
  let depth = 0;
  let indent = 0;
  const push = (end: number, soft: boolean) => {
    // Very long strings are cut as any other line is.
    const pieces = splitLines(text.slice(start, end));
    for (const piece of pieces) {
      lines.push({ start: start + piece.start, end: start + piece.end, soft: piece.soft || (piece === pieces.at(-1) && soft) });
      looks.push({ className: "", indent, own: whiteSpace(text, start + piece.start) });
    }
    start = end;
    indent = depth;
  };
  for (let at = 0; at < text.length; at += 1) {
    const here = text[at];
    if (here === "\n") {
      push(at, false);
      start = at + 1;
    } else if (here === '"') {
      at = stringEnd(text, at);
    } else if (here === "{" || here === "[") {
      depth += 1;
      if (!isEmptyPair(text, at) && !breaksAfter(text, at)) push(at + 1, true);
    } else if (here === "}" || here === "]") {
      depth = Math.max(0, depth - 1);
      if (start < at && text.slice(start, at).trim() !== "" && !isEmptyPair(text, at - 1)) push(at, true);
      indent = depth;
    } else if (here === "," && !breaksAfter(text, at)) {
      push(at + 1, true);
    }
  }
  push(text.length, false);
  return { lines, looks };
}

/** How wide the white space is that begins at an index; a tab stands for four. */
function whiteSpace(text: string, from: number): number {
  let width = 0;
  for (let at = from; text[at] === " " || text[at] === "\t"; at += 1) width += text[at] === "\t" ? 4 : 1;
  return width;
}

/** The index of the closing quote, or of the last character of the line. */
function stringEnd(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"' && text[at] !== "\n") at += text[at] === "\\" ? 2 : 1;
  return text[at] === "\n" ? at - 1 : Math.min(at, text.length - 1);
}

function isEmptyPair(text: string, at: number): boolean {
  const pair = text.slice(at, at + 2);
  return pair === "{}" || pair === "[]";
}

function breaksAfter(text: string, at: number): boolean {
  return /^[ \t\r]*\n/.test(text.slice(at + 1, at + 40));
}
