/** Evidence that reviewers gave for one difference. Pure. */

import type { Candidate, Passage } from "../../ipc/contract";

/** A passage with the letters of the reviewers who gave it. */
export interface Offer {
  passage: Passage;
  tracks: readonly string[];
}

const keyOf = ({ source, start, end }: Pick<Passage, "source" | "start" | "end">) => `${source}/${start}/${end}`;

/** All passages of a difference's candidates, those given by more reviewers first; one entry for each place and stance. */
export function passagesOf(candidates: readonly Candidate[]): Offer[] {
  const found = new Map<string, { passage: Passage; tracks: Set<string> }>();
  for (const { annotation, tracks } of candidates) {
    if (annotation.evidence.state !== "passages") continue;
    for (const passage of annotation.evidence.passages) {
      const key = `${keyOf(passage)}/${passage.stance}`;
      const entry = found.get(key) ?? { passage, tracks: new Set<string>() };
      for (const track of tracks) entry.tracks.add(track);
      found.set(key, entry);
    }
  }
  return [...found.values()].map(({ passage, tracks }) => ({ passage, tracks: [...tracks].toSorted() })).toSorted((a, b) => b.tracks.length - a.tracks.length);
}

/** What of it is not taken yet: a place that is there with any stance is not offered again. */
export function offeredPassages(offers: readonly Offer[], taken: readonly Passage[]): Offer[] {
  const there = new Set(taken.map(keyOf));
  return offers.filter(({ passage }) => !there.has(keyOf(passage)));
}
