/** How a selection is made: snapping, growing, shrinking and moving. Pure; the pane draws the result. */

import { paragraphAt, type Line } from "./lines";
import {
  clauseAt, graphemeEnd, graphemeStart, nextGrapheme, nextWord, previousGrapheme, previousWord, sentenceAt, trim, wordAt,
} from "./segments";
import { isEmpty, strictlyHolds, type Span } from "./span";

/** A text with its lines: what every question about a selection needs. */
export interface Written {
  text: string;
  lines: readonly Line[];
}

/** The span from `a` to `b`, widened to whole graphemes. */
export function exactSpan(written: Written, a: number, b: number): Span {
  const start = Math.min(a, b);
  const end = Math.max(a, b);
  return {
    start: graphemeStart(written.text, start, paragraphAt(written.lines, start)),
    end: graphemeEnd(written.text, end, paragraphAt(written.lines, end)),
  };
}

/** The span from `a` to `b`, widened to whole words and without white space at its ends. */
export function wordSpan(written: Written, a: number, b: number): Span {
  const exact = exactSpan(written, a, b);
  if (isEmpty(exact)) return exact;
  const trimmed = trim(written.text, exact);
  if (isEmpty(trimmed)) return trimmed;
  const first = wordAt(written.text, trimmed.start, paragraphAt(written.lines, trimmed.start));
  const last = wordAt(written.text, trimmed.end - 1, paragraphAt(written.lines, trimmed.end - 1));
  return {
    start: first && first.end > trimmed.start ? first.start : trimmed.start,
    end: last && last.end > trimmed.end ? last.end : trimmed.end,
  };
}

/** The word at a caret, or the nearest one of the paragraph; empty where there is none. */
export function wordUnder(written: Written, offset: number): Span {
  const range = paragraphAt(written.lines, offset);
  return (
    wordAt(written.text, offset, range) ??
    previousWord(written.text, offset, range) ??
    nextWord(written.text, offset, range) ?? { start: offset, end: offset }
  );
}

/** Word, clause, sentence and paragraph around `offset`, each holding the one before. */
export function levelsAt(written: Written, offset: number): Span[] {
  const range = paragraphAt(written.lines, offset);
  const word = wordUnder(written, offset);
  const at = isEmpty(word) ? offset : word.start;
  return [word, clauseAt(written.text, at, range), sentenceAt(written.text, at, range), trim(written.text, range)];
}

/** The next wider level that holds all of `span`; `span` itself where it is widest. */
export function grow(written: Written, span: Span): Span {
  const last = isEmpty(span) ? span.start : span.end - 1;
  const wider = [...levelsAt(written, span.start), ...levelsAt(written, last)].filter((level) => strictlyHolds(level, span));
  const from = written.lines.length > 0 ? paragraphAt(written.lines, span.start).start : 0;
  const to = paragraphAt(written.lines, last).end;
  wider.push(...[trim(written.text, { start: from, end: to })].filter((level) => strictlyHolds(level, span)));
  return wider.toSorted((a, b) => a.end - a.start - (b.end - b.start))[0] ?? span;
}

/** The next narrower level around `pivot` inside `span`; `span` itself where there is none. */
export function shrink(written: Written, span: Span, pivot: number): Span {
  const at = Math.max(span.start, Math.min(pivot, span.end));
  const narrower = levelsAt(written, at).filter((level) => !isEmpty(level) && strictlyHolds(span, level));
  return narrower.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0] ?? span;
}

/** Steps of a caret. */
export type Step = "character" | "word" | "sentence" | "text";

/** Where a caret at `offset` goes by one step. Crosses lines; stays inside the text. */
export function moved(written: Written, offset: number, step: Step, direction: 1 | -1): number {
  if (step === "text") return direction < 0 ? 0 : written.text.length;
  const range = paragraphAt(written.lines, offset);
  if (direction > 0) {
    if (offset >= range.end) return Math.min(range.end + 1, written.text.length);
    return forward(written, offset, step, range);
  }
  if (offset <= range.start) return Math.max(range.start - 1, 0);
  return backward(written, offset, step, range);
}

function forward({ text }: Written, offset: number, step: Step, range: Span): number {
  if (step === "character") return nextGrapheme(text, offset, range);
  if (step === "word") return nextWord(text, offset, range)?.end ?? range.end;
  const sentence = sentenceAt(text, offset, range);
  if (sentence.end >= range.end) return range.end;
  const next = sentenceAt(text, sentence.end + 1, range);
  return next.start > offset ? next.start : range.end;
}

function backward({ text }: Written, offset: number, step: Step, range: Span): number {
  if (step === "character") return previousGrapheme(text, offset, range);
  if (step === "word") return previousWord(text, offset, range)?.start ?? range.start;
  const sentence = sentenceAt(text, offset, range);
  if (sentence.start < offset) return sentence.start;
  return sentenceAt(text, Math.max(range.start, offset - 2), range).start;
}

/** One end of a span moved by a word (or a grapheme when `exact`); the span keeps at least one grapheme. */
export function nudged(written: Written, span: Span, end: "start" | "end", direction: 1 | -1, exact: boolean): Span {
  const step = exact ? "character" : "word";
  if (end === "end") {
    const to = moved(written, span.end, step, direction);
    const trimmed = exact ? to : trimEnd(written.text, span.start, to);
    return trimmed > span.start ? { start: span.start, end: trimmed } : span;
  }
  const from = moved(written, span.start, step, direction);
  const start = exact || direction < 0 ? from : startOfNextWord(written, span.start);
  return start < span.end ? { start, end: span.end } : span;
}

function trimEnd(text: string, start: number, end: number): number {
  return trim(text, { start, end }).end;
}

/** Moving a start forward by a word lands on the next word's start, not on the end of this one. */
function startOfNextWord(written: Written, offset: number): number {
  const range = paragraphAt(written.lines, offset);
  const here = wordAt(written.text, offset, range);
  const after = here && here.end > offset ? here.end : offset + 1;
  return nextWord(written.text, after, range)?.start ?? Math.min(range.end + 1, written.text.length);
}
