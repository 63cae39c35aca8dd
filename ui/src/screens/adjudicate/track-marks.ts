/** What stands in the tracks under a text: each reviewer's marks in a row of their own, then the consensus. Pure. */

import type { LabelSchema, LeftOutSpan, SharedSpan, Track } from "../../ipc/contract";
import { labelOf } from "../../reading/describe";
import { lookOf } from "../../text/label-look";

/** A stretch of a text in the track `row`; `strength` is 1, or the share of those who mark it. */
export interface TrackMark {
  id: string;
  row: number;
  start: number;
  end: number;
  colour: string;
  pattern: string;
  strength: number;
  title: string;
}

const shared = (id: string, row: number, { start, end, share }: SharedSpan | LeftOutSpan, title: string): TrackMark =>
  ({ id: `${id}/${start}`, row, start, end, colour: "var(--ink)", pattern: "solid", strength: share, title });

/** The consensus over a stretch of the sample in words. */
export function consensusWords({ votes, share }: SharedSpan, of: number, weighted: boolean): string {
  return `Consensus: marked by ${votes} of ${of}${weighted ? `, ${Math.round(share * 100)} % by weight` : ""}`;
}
/** The same over a stretch of a source. */
export const leftOutWords = ({ votes }: LeftOutSpan, of: number): string => `Consensus: left out, say ${votes} of ${of}`;

/** Annotations of the sample by reviewer, and the consensus. */
export function marksOfTracks(tracks: readonly Track[], consensus: readonly SharedSpan[], weighted: boolean, schema: LabelSchema): TrackMark[] {
  const marks = tracks.flatMap((track, row) => track.annotations.flatMap((annotation) => {
    const label = labelOf(schema, annotation.primary);
    const { colour, pattern } = lookOf(label.colour);
    return annotation.segments.map(({ start, end }) => ({ id: `${annotation.id}/${start}`, row, start, end, colour, pattern, strength: 1, title: `Reviewer ${track.name}: ${label.name}` }));
  }));
  return [...marks, ...consensus.map((span) => shared("consensus", tracks.length, span, consensusWords(span, tracks.length, weighted)))];
}

/** Passages of one source that reviewers mark as left out by the sample, and the consensus; none where nobody marks any. */
export function marksOfLeftOut(tracks: readonly Track[], consensus: readonly LeftOutSpan[], source: string): TrackMark[] {
  const marks = tracks.flatMap((track, row) => track.omissions.filter((omission) => omission.source === source)
    .map(({ id, start, end }) => ({ id, row, start, end, colour: "var(--warn)", pattern: "dashed", strength: 1, title: `Reviewer ${track.name}: left out` })));
  const held = consensus.filter((span) => span.source === source);
  return [...marks, ...held.map((span) => shared("left-out", tracks.length, span, leftOutWords(span, tracks.length)))];
}
