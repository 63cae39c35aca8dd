/**
 * Graphemes, words, sentences and clauses of a text, by Unicode's rules (`Intl.Segmenter`).
 * All functions look only at the range they are given (a paragraph), so a text of 2 MB costs nothing more.
 */

import type { Span } from "./span";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const words = new Intl.Segmenter(undefined, { granularity: "word" });
const sentences = new Intl.Segmenter(undefined, { granularity: "sentence" });

/** One paragraph, cut once: segmenting is lazy, and neighbouring questions ask about the same paragraph. */
interface Cut {
  text: string;
  start: number;
  end: number;
  graphemes: Intl.Segments;
  words: Intl.Segments;
  sentences: Intl.Segments;
}
let last: Cut | undefined;

function cut(text: string, range: Span): Cut {
  if (last?.text === text && last.start === range.start && last.end === range.end) return last;
  const part = text.slice(range.start, range.end);
  last = {
    text,
    start: range.start,
    end: range.end,
    graphemes: graphemes.segment(part),
    words: words.segment(part),
    sentences: sentences.segment(part),
  };
  return last;
}

function containing(segments: Intl.Segments, range: Span, offset: number): (Span & { word: boolean }) | null {
  if (range.end <= range.start) return null;
  const inside = Math.max(0, Math.min(offset - range.start, range.end - range.start - 1));
  const found = segments.containing(inside);
  if (!found) return null;
  const start = range.start + found.index;
  return { start, end: start + found.segment.length, word: wordLike(found) };
}

/** WebKit calls a number no word, so what it says is not enough. */
function wordLike({ isWordLike, segment }: Intl.SegmentData): boolean {
  return isWordLike === true || /[\p{L}\p{N}]/u.test(segment);
}

/** The start of the grapheme that holds `offset`, or `offset` where one starts or the range ends. */
export function graphemeStart(text: string, offset: number, range: Span): number {
  if (offset >= range.end) return offset;
  return containing(cut(text, range).graphemes, range, offset)?.start ?? offset;
}

/** The end of the grapheme that `offset` is inside of, or `offset` where it is a boundary. */
export function graphemeEnd(text: string, offset: number, range: Span): number {
  const start = graphemeStart(text, offset, range);
  return start === offset ? offset : nextGrapheme(text, start, range);
}

/** The boundary after the grapheme that starts at or holds `offset`. */
export function nextGrapheme(text: string, offset: number, range: Span): number {
  if (offset >= range.end) return range.end;
  return containing(cut(text, range).graphemes, range, offset)?.end ?? range.end;
}

/** The boundary before `offset`. */
export function previousGrapheme(text: string, offset: number, range: Span): number {
  if (offset <= range.start) return range.start;
  return containing(cut(text, range).graphemes, range, offset - 1)?.start ?? range.start;
}

/** The word that holds `offset`, or null between words. At the end of a word, that word. */
export function wordAt(text: string, offset: number, range: Span): Span | null {
  const { words: all } = cut(text, range);
  const here = offset < range.end ? containing(all, range, offset) : null;
  if (here?.word) return { start: here.start, end: here.end };
  const before = offset > range.start ? containing(all, range, offset - 1) : null;
  return before?.word && before.end === offset ? { start: before.start, end: before.end } : null;
}

/** The first word that ends after `offset`, or null. */
export function nextWord(text: string, offset: number, range: Span): Span | null {
  const { words: all } = cut(text, range);
  let at = offset;
  while (at < range.end) {
    const here = containing(all, range, at);
    if (!here) return null;
    if (here.word) return { start: here.start, end: here.end };
    at = here.end;
  }
  return null;
}

/** The last word that starts before `offset`, or null. */
export function previousWord(text: string, offset: number, range: Span): Span | null {
  const { words: all } = cut(text, range);
  let at = offset - 1;
  while (at >= range.start) {
    const here = containing(all, range, at);
    if (!here) return null;
    if (here.word) return { start: here.start, end: here.end };
    at = here.start - 1;
  }
  return null;
}

/** The sentence that holds `offset`, without the white space around it. */
export function sentenceAt(text: string, offset: number, range: Span): Span {
  const found = containing(cut(text, range).sentences, range, offset);
  return trim(text, found ?? range);
}

const clauseEnd = /[,;:—–()[\]{}"“”„«»،؛、，；：]/u;

/** The clause that holds `offset`: the sentence, cut at commas, semicolons, colons, dashes, quotes and brackets. */
export function clauseAt(text: string, offset: number, range: Span): Span {
  const sentence = sentenceAt(text, offset, range);
  const at = Math.max(sentence.start, Math.min(offset, sentence.end - 1));
  let start = at;
  while (start > sentence.start && !cuts(text, start - 1)) start -= 1;
  let end = at;
  while (end < sentence.end && !cuts(text, end)) end += 1;
  const clause = trim(text, { start, end });
  return clause.end > clause.start ? clause : sentence;
}

/** A comma or colon between digits (`1,000`, `12:30`) ends no clause. */
function cuts(text: string, at: number): boolean {
  const here = text[at] ?? "";
  if (!clauseEnd.test(here)) return false;
  const between = /\d/.test(text[at - 1] ?? "") && /\d/.test(text[at + 1] ?? "");
  return !(between && /[,:]/.test(here));
}

/** The range without white space at its ends; an all-white range keeps its start. */
export function trim(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && /\s/u.test(text[start] ?? "")) start += 1;
  while (end > start && /\s/u.test(text[end - 1] ?? "")) end -= 1;
  return { start, end };
}
