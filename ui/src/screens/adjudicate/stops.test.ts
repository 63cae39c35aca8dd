import { describe, expect, it } from "vitest";
import type { Annotation, CaseDifference, CaseStand, CaseView, Omission, OmissionDifference } from "../../ipc/contract";
import { barsOf, leadingFor } from "./bars";
import { placeOf } from "../../state/actions";
import { caseList, commandOf as commandNamed } from "../../state/case-actions";
import { actionOfPress, keymapOf } from "../../state/keymap";
import { isOpen, neighbour, nextOpen, omissionOf, openCount, pieceOf, stopAt, stopOfMark, stopsOf } from "./stops";

function annotation(id: string, start: number, end: number): Annotation {
  return { id, segments: [{ start, end, quote: "x".repeat(end - start) }], primary: "other", others: [], severity: null, evidence: { state: "not-given" }, correction: null, note: null };
}
function difference(id: string, start: number, end: number, more: Partial<CaseDifference> = {}): CaseDifference {
  const candidate = (candidateId: string) => ({ annotation: annotation(candidateId, start, end), tracks: ["A"], share: 0.5, weighted: null, fromConsensus: false, fromReviewers: true, notes: [], corrections: [] });
  return { id, start, end, quote: "x", aspects: ["where"], candidates: [candidate(`${id}-1`), candidate(`${id}-2`)], silent: [], bits: 1, decided: null, gold: [], ...more };
}
function stand(more: Partial<CaseStand> = {}): CaseStand {
  return { gold: [], differences: [], omissions: [], goldOmissions: [], verdict: null, verdictReason: null, settled: false, changed: false, canUndo: false, canRedo: false, corrected: null, ...more };
}
function view(verdicts: CaseView["verdicts"]): CaseView {
  return { item: "i", at: 1, counts: { open: 1, ready: 0, settled: 0, changed: 0 }, sample: { text: "", kind: "prose", parts: [] }, sources: [], tracks: [], consensus: [], leftOut: [], weighing: null, remarks: [], verdicts, stand: stand() };
}
const split = view([{ verdict: "clean", tracks: ["A"] }, { verdict: "hallucinated", tracks: ["B"] }]);
const same = view([{ verdict: "hallucinated", tracks: ["A", "B"] }]);
const decided = { act: "accepted", reason: { cause: "taste", words: null } } as const;

describe("stops", () => {
  const made = difference("one", 0, 4, { decided, gold: ["g1"] });
  const open = difference("two", 10, 14);
  const standing = stand({
    differences: [made, open],
    gold: [{ annotation: annotation("g1", 0, 4), filledIn: false }, { annotation: annotation("g2", 20, 24), filledIn: true }],
  });

  it("are the differences, the verdict where reviewers differ in it, and other gold", () => {
    expect(stopsOf(split, standing).map(({ id }) => id)).toEqual(["one", "two", "verdict", "g2"]);
    expect(stopsOf(same, standing).map(({ id }) => id)).toEqual(["one", "two", "g2"]);
    expect(openCount(split, standing)).toBe(2);
    expect(stopsOf(split, standing).filter((stop) => isOpen(stop, standing)).map(({ id }) => id)).toEqual(["two", "verdict"]);
  });
  it("lead to the next that waits, and round at the ends", () => {
    const stops = stopsOf(split, standing);
    expect(nextOpen(stops, standing, null)).toBe("two");
    expect(nextOpen(stops, standing, "two")).toBe("verdict");
    expect(nextOpen(stops, standing, "verdict")).toBe("two");
    expect(neighbour(stops, "g2", 1)).toBe("one");
    expect(neighbour(stops, null, -1)).toBe("g2");
    expect(neighbour([], null, 1)).toBeNull();
  });
  it("act on gold where it is made, else on the chosen candidate", () => {
    const stops = stopsOf(same, standing);
    expect(pieceOf(stops[0], standing, 1)?.id).toBe("g1");
    expect(pieceOf(stops[1], standing, 1)?.id).toBe("two-2");
    expect(pieceOf(stops[2], standing, 0)?.id).toBe("g2");
    expect(pieceOf(undefined, standing, 0)).toBeNull();
  });
  it("stand in omissions too: after differences, and last where all agree", () => {
    const omission = (id: string): Omission => ({ id, source: "s", start: 3, end: 9, quote: "the sea", severity: null, note: null });
    const left = (id: string, more: Partial<OmissionDifference> = {}): OmissionDifference => ({
      id, source: "s", start: 3, end: 9, quote: "the sea", aspects: ["found"], candidates: [{ omission: omission(`${id}-1`), tracks: ["A"], share: 0.5, notes: [] }], silent: ["B"], bits: 1, decided: null, gold: [], ...more });
    const all = stand({ ...standing, omissions: [left("left"), left("done", { decided, gold: ["g3"] })], goldOmissions: [{ omission: omission("g3"), filledIn: false }, { omission: omission("g4"), filledIn: true }] });
    const stops = stopsOf(split, all);
    expect(stops.map(({ id }) => id)).toEqual(["one", "two", "left", "done", "verdict", "g2", "g4"]);
    expect(openCount(split, all)).toBe(3);
    expect(stops.map((stop) => omissionOf(stop, all, 0)?.id ?? null)).toEqual([null, null, "left-1", "g3", null, null, "g4"]);
    expect(stops.map((stop) => pieceOf(stop, all, 0)?.id ?? null).slice(2, 4)).toEqual([null, null]);
    expect(stopOfMark(stops, "g3")).toBe("done");
    expect(stopOfMark(stops, "left-1")).toBe("left");
  });
  it("are found from a mark and from a place", () => {
    const stops = stopsOf(same, standing);
    expect(stopOfMark(stops, "g1")).toBe("one");
    expect(stopOfMark(stops, "two-1")).toBe("two");
    expect(stopAt(stops, 12, 13)).toBe("two");
    expect(stopAt(stops, 14, 20)).toBeNull();
  });
});

describe("bars", () => {
  const rect = (left: number, top: number, width: number) => ({ left, top, width, right: left + width, bottom: top + 20 });
  const frame = { left: 100, top: 50, bottom: 500 };

  it("join the pieces of a line and stand under it, one row for each track", () => {
    const bars = barsOf("a", 2, [rect(110, 60, 30), rect(140, 61, 20), rect(100, 110, 40)], frame);
    expect(bars.map(({ left, width }) => [left, width])).toEqual([[10, 50], [0, 40]]);
    expect(bars[0]?.top).toBe(81 - 50 + 3 + 12);
  });
  it("leave out what the pane does not show, and leading makes room", () => {
    expect(barsOf("a", 0, [rect(110, 900, 30), rect(110, 0, 30)], frame)).toEqual([]);
    expect(leadingFor(4, 17)).toBeGreaterThan(leadingFor(1, 17));
  });
});

describe("keys", () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({ key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

  const commandOf = (event: ReturnType<typeof press>, own: Record<string, string[]> = {}) => commandNamed(actionOfPress(keymapOf("touchstone", own), "adjudication", event));

  it("name every command of the sheet", () => {
    for (const { keys, id } of caseList) {
      for (const name of keys) {
        const parts = name.split("+");
        const key = parts.at(-1) ?? "";
        const shiftKey = parts.includes("Shift") || key === "?";
        expect(commandOf(press(shiftKey ? key.toUpperCase() : key, { shiftKey, ctrlKey: parts.includes("Ctrl") })), name).toBe(id.slice("case-".length));
      }
    }
  });
  it("can be others, and a letter with Shift is not the letter", () => {
    const own = { "case-accept": ["y"], "case-bulk": [] };
    expect(commandOf(press("y"), own)).toBe("accept");
    expect(commandOf(press("a"), own)).toBeNull();
    expect(commandOf(press("X", { shiftKey: true }), own)).toBeNull();
  });
  it("tell accept from accepting many, and leave other chords alone", () => {
    expect(commandOf(press("a"))).toBe("accept");
    expect(commandOf(press("A", { shiftKey: true }))).toBe("bulk");
    expect(commandOf(press("a", { ctrlKey: true }))).toBeNull();
    expect(commandOf(press("j", { altKey: true }))).toBeNull();
    const candidateOf = (event: ReturnType<typeof press>) => placeOf("candidate", actionOfPress(keymapOf("touchstone", {}), "adjudication", event));
    expect(candidateOf(press("2", { code: "Digit2" }))).toBe(1);
    expect(candidateOf(press("2", { code: "Digit2", ctrlKey: true }))).toBeNull();
  });
});
