/** What stands in the tracks under the sample and under a source. */

import { expect, it } from "vitest";
import type { Omission, Track } from "../../ipc/contract";
import { stopAtSource, type Stop } from "./stops";
import { marksOfLeftOut } from "./track-marks";

const omission = (id: string, source: string, start: number, end: number): Omission => ({ id, source, start, end, quote: "x", severity: null, note: null });
const track = (name: string, omissions: Omission[]): Track => ({ name, annotations: [], omissions, verdict: null });

it("has a row for each reviewer and one for the consensus, of the source that is shown", () => {
  const tracks = [track("A", [omission("o1", "s", 4, 9)]), track("B", []), track("C", [omission("o2", "s", 4, 7), omission("o3", "t", 0, 2)])];
  const consensus = [{ source: "s", start: 4, end: 7, share: 2 / 3, votes: 2 }, { source: "t", start: 0, end: 2, share: 1 / 3, votes: 1 }];
  const marks = marksOfLeftOut(tracks, consensus, "s");
  expect(marks.map(({ row, start, end, title }) => [row, start, end, title])).toEqual([
    [0, 4, 9, "Reviewer A: left out"], [2, 4, 7, "Reviewer C: left out"], [3, 4, 7, "Consensus: left out, say 2 of 3"],
  ]);
  expect(marks[2]?.strength).toBe(2 / 3);
  expect(marksOfLeftOut(tracks, consensus, "u")).toEqual([]);
});

it("leads from a bar to the card of its passage, in its own source alone", () => {
  const stops: Stop[] = [
    { kind: "verdict", id: "verdict" },
    { kind: "omission", id: "d", omission: { id: "d", source: "s", start: 4, end: 9, quote: "x", aspects: ["found"], candidates: [], silent: [], bits: 1, decided: null, gold: [] } },
    { kind: "gold-omission", id: "g", omission: omission("g", "t", 4, 9), filledIn: true },
  ];
  expect([stopAtSource(stops, "s", 8, 12), stopAtSource(stops, "t", 4, 9), stopAtSource(stops, "s", 9, 12), stopAtSource(stops, "u", 4, 9)]).toEqual(["d", "g", null, null]);
});
