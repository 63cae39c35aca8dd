/** Who says what a candidate says, and how much that counts. */

import type { Candidate } from "../../ipc/contract";

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** `A C · 2 of 3`; where reviewers are weighed, `A C · 2 of 3, 81 % by weight`. */
export function votesOf({ tracks, weighted, fromConsensus }: Pick<Candidate, "tracks" | "weighted" | "fromConsensus">, of: number): string {
  // What the consensus says too has its weight there.
  const weight = weighted === null || fromConsensus ? "" : `, ${percent(weighted)} by weight`;
  return `${tracks.join(" ")} · ${tracks.length} of ${of}${weight}`;
}
/** `consensus 67 %`; where reviewers are weighed, `consensus 81 % by weight, 67 % of votes`. */
export function consensusOf({ share, weighted }: Pick<Candidate, "share" | "weighted">): string {
  return weighted === null ? `consensus ${percent(share)}` : `consensus ${percent(weighted)} by weight, ${percent(share)} of votes`;
}
