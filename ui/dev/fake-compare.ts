/** What the program would read in an item: by sentences and shared words, enough to look at and to test the screen. */

import type { Comparison, Difference, NearPassage, ReviewView } from "../src/ipc/contract";

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function sentences(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/[^\n.!?]+[.!?]*/g)].map((found) => {
    const start = found.index + found[0].length - found[0].trimStart().length;
    return { start, end: start + found[0].trim().length };
  }).filter(({ start, end }) => end > start);
}

/** The passages that share most words with a phrase. */
export function nearest(view: ReviewView, phrase: string): NearPassage[] {
  const asked = new Set(words(phrase));
  const passages = view.sources.flatMap(({ source, text }) =>
    sentences(text).map((span) => {
      const shared = new Set(words(text.slice(span.start, span.end)).filter((word) => asked.has(word)));
      return { source, ...span, strength: shared.size / Math.max(1, asked.size) };
    }),
  );
  return passages.filter(({ strength }) => strength > 0).toSorted((a, b) => b.strength - a.strength).slice(0, 3);
}

/** Everything, with a hint on each number, and on "sold", that no source has. */
export function compared(view: ReviewView): Comparison {
  const { text } = view.sample;
  const numbers = [...text.matchAll(/\d+|sold/g)].filter(([number]) => !view.sources.some((source) => source.text.includes(number)));
  return {
    item: view.item,
    sentences: sentences(text).map((span) => ({ ...span, passages: nearest(view, text.slice(span.start, span.end)) })),
    copies: [],
    exposure: { coverage: 0, density: 0, longest: 0 },
    hints: { state: "shown", hints: numbers.map((found) => ({ start: found.index, end: found.index + found[0].length, kind: "number" })) },
  };
}

/** Each sentence differs in its first word. */
export function differences(view: ReviewView): Difference[] {
  return compared(view).sentences.map(({ start, passages }) => {
    const [passage] = passages;
    const end = start + (/^\S+/.exec(view.sample.text.slice(start))?.[0].length ?? 1);
    return {
      changes: passage ? [{ kind: "replaced", weight: "number", sample: { source: null, start, end }, passage: { source: passage.source, start: passage.start, end: passage.start + 3 } }] : [],
      approximate: false,
    };
  });
}
