/**
 * Spans of one text in this window: half-open ranges of UTF-16 indices.
 * The file counts Unicode scalar values; `ipc` on the Rust side converts, nothing here does.
 */

/** A half-open range of UTF-16 indices of one text. */
export interface Span {
  start: number;
  end: number;
}

/** Where a person is in a text: `anchor` stays, `focus` moves. Equal: a caret and nothing selected. */
export interface Selected {
  anchor: number;
  focus: number;
}

/** The selected range in text order; empty for a caret. */
export function spanOf(selected: Selected): Span {
  return { start: Math.min(selected.anchor, selected.focus), end: Math.max(selected.anchor, selected.focus) };
}

/** Whether the range holds no character. */
export function isEmpty(span: Span): boolean {
  return span.end <= span.start;
}

/** Whether two ranges share a character. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Whether `outer` holds all of `inner` and more. */
export function strictlyHolds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && outer.end >= inner.end && outer.end - outer.start > inner.end - inner.start;
}

/** Sorted, disjoint union of ranges; ranges that touch become one. */
export function union(spans: readonly Span[]): Span[] {
  const sorted = spans.filter((span) => !isEmpty(span)).toSorted((a, b) => a.start - b.start || a.end - b.end);
  const merged: Span[] = [];
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}
