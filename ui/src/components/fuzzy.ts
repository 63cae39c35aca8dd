/** Finding a phrase by some of its letters: in order, best at the starts of words and side by side. */

export interface Match {
  /** Greater is better. */
  score: number;
  /** Indices of the letters found. */
  at: number[];
}

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** How well `wanted` is found in `text`; null where it is not. Without a letter wanted everything fits. */
export function match(wanted: string, text: string): Match | null {
  const words = fold(wanted).split(/\s+/).filter(Boolean);
  const letters = [...text].map((letter) => fold(letter)[0] ?? letter);
  const all: Match = { score: 0, at: [] };
  for (const word of words) {
    const found = best([...word], letters);
    if (!found) return null;
    all.score += found.score;
    all.at.push(...found.at);
  }
  all.at.sort((a, b) => a - b);
  return { ...all, score: all.score - letters.length / 100 };
}

/** The best of the runs that begin at each place of the first letter. */
function best(word: string[], letters: string[]): Match | null {
  let found: Match | null = null;
  for (let from = letters.indexOf(word[0] ?? ""); from >= 0; from = letters.indexOf(word[0] ?? "", from + 1)) {
    const run = runFrom(word, letters, from);
    if (run && (!found || run.score > found.score)) found = run;
  }
  return found;
}

function runFrom(word: string[], letters: string[], from: number): Match | null {
  const at: number[] = [];
  let score = 0;
  let next = from;
  for (const letter of word) {
    const here = letters.indexOf(letter, next);
    if (here < 0) return null;
    const starts = here === 0 || !/[\p{L}\p{N}]/u.test(letters[here - 1] ?? "");
    const follows = at.length > 0 && at.at(-1) === here - 1;
    score += follows ? 6 : starts ? 5 : 1;
    if (!follows && at.length > 0) score -= Math.min(3, (here - (at.at(-1) ?? 0)) / 8);
    at.push(here);
    next = here + 1;
  }
  // Letters strewn over a phrase are no match that anyone meant.
  return score >= word.length * 2 ? { score, at } : null;
}
