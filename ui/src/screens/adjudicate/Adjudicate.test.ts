/** The screen by keys alone, with a small program behind it that keeps one item. */

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import axe from "axe-core";
import { tick } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Annotation, CaseStand, CaseView, Omission, Wish } from "../../ipc/contract";
import { court } from "../../state/adjudication.svelte";
import { go } from "../../state/navigation.svelte";
import { session } from "../../state/session.svelte";
import Adjudicate from "./Adjudicate.svelte";

const program = vi.hoisted(() => ({ answer: (command: string, request: unknown): unknown => [command, request] }));
vi.mock("../../ipc/bridge", () => ({
  send: (command: string, request: unknown) => new Promise((resolve, reject) => {
    try {
      resolve(structuredClone(program.answer(command, request)));
    } catch (error) {
      reject(error as Error);
    }
  }),
  hear: () => Promise.resolve(() => undefined),
}));

const text = "The mill opened in 1219 and ground barley for the priory.";
function piece(id: string, quote: string, more: Partial<Annotation> = {}): Annotation {
  const start = text.indexOf(quote);
  return { id, segments: [{ start, end: start + quote.length, quote }], primary: "contradiction", others: [], severity: null, evidence: { state: "not-given" }, correction: null, note: null, ...more };
}
const year = piece("c1", "1219");
const long = piece("c2", "in 1219");
const schema = {
  version: 1, name: "s", severities: [],
  labels: [{ id: "contradiction", name: "Contradiction", parent: null, colour: 1, key: "1", definition: "Says otherwise.", examples: [], counterExamples: [], evidence: "none", note: false }],
  verdicts: [{ id: "clean", name: "Clean", meaning: "clean", key: "c" }, { id: "hallucinated", name: "Hallucinated", meaning: "hallucinated", key: "h" }],
};
const sea: Omission = { id: "o1", source: "s", start: 4, end: 7, quote: "sea", severity: null, note: null };
let wishes: Wish[];
let stand: CaseStand;
let opened: unknown[];

function fresh(): CaseStand {
  const candidate = (annotation: Annotation, tracks: string[]) => ({ annotation, tracks, share: tracks.length / 3, weighted: tracks.length > 1 ? 0.81 : 0.19, fromConsensus: tracks.length > 1, fromReviewers: true, notes: [], corrections: [] });
  return {
    gold: [], omissions: [], goldOmissions: [], verdict: null, verdictReason: null, settled: false, changed: false, canUndo: false, canRedo: false, corrected: null,
    differences: [{ id: "d", start: 16, end: 23, quote: "in 1219", aspects: ["where"], candidates: [candidate(year, ["A", "C"]), candidate(long, ["B"])], silent: [], bits: 0.5, decided: null, gold: [] }],
  };
}
function record(wish: Wish) {
  wishes.push(wish);
  const [difference] = stand.differences;
  if (wish.kind === "accept" && difference) {
    const gold = difference.candidates.find(({ annotation }) => annotation.id === wish.candidate)?.annotation ?? year;
    stand = { ...stand, gold: [{ annotation: { ...gold, id: "g" }, filledIn: false }], differences: [{ ...difference, decided: { act: "accepted", reason: wish.reason }, gold: ["g"] }], canUndo: true };
  } else if (wish.kind === "accept" && stand.omissions[0]) {
    stand = { ...stand, goldOmissions: [{ omission: { ...sea, id: "og" }, filledIn: false }], omissions: [{ ...stand.omissions[0], decided: { act: "accepted", reason: wish.reason }, gold: ["og"] }], canUndo: true };
  } else if (wish.kind === "decide_verdict") stand = { ...stand, verdict: wish.verdict, verdictReason: wish.reason };
  else if (wish.kind === "undo") stand = fresh();
  else if (wish.kind === "settle" && stand.verdict === null) return { outcome: "refused", refusal: { code: "verdict_missing", message: "Decide the verdict first.", hint: "", annotation: null, needs: "verdict" } };
  else if (wish.kind === "settle") stand = { ...stand, settled: true };
  return { outcome: "recorded", stand };
}
function answer(command: string, request: unknown): unknown {
  const item: CaseView = {
    item: "i", at: 4, counts: { open: 1, ready: 0, settled: 0, changed: 0 }, sample: { text, kind: "prose", parts: [] }, sources: [{ source: "s", text: "The sea turned the wheel.", kind: "prose", title: null, facts: [], parts: [] }],
    tracks: [{ name: "A", annotations: [year], omissions: [], verdict: "hallucinated" }, { name: "B", annotations: [long], omissions: [sea], verdict: "clean" }, { name: "C", annotations: [year], omissions: [], verdict: "hallucinated" }],
    consensus: [{ start: 19, end: 23, share: 0.75, votes: 3 }], leftOut: [{ source: "s", start: 4, end: 7, share: 1 / 3, votes: 1 }], weighing: { equal: null },
    remarks: [{ track: "B", remark: "A thin sample.", flag: "", skip: null }, { track: null, remark: null, flag: null, skip: "not my field" }], verdicts: [{ verdict: "hallucinated", tracks: ["A", "C"] }, { verdict: "clean", tracks: ["B"] }], stand,
  };
  switch (command) {
    case "review_guidance": return { schema, guidelines: "", blind: true };
    case "open_case": opened.push(request); return stand.settled ? null : item;
    case "record_wish": return record((request as { wish: Wish }).wish);
    case "adjudication_cases": return { counts: item.counts, rows: [{ item: "i", at: 4, opening: "The mill", bits: 0.5, open: 2, reviewers: 3 }] };
    case "preview_bulk": return { items: 1, differences: 2, settled: 0, examples: [{ item: "i", at: 4, marked: ["1219", "in 1219"], becomes: "1219" }] };
    case "adjudication_causes": return { items: 1, spans: counts(1), verdicts: counts(0), omissions: counts(2), labels: [{ label: "contradiction", other: null, causes: counts(1) }], pairs: [], words: [] };
    default: return null;
  }
}
const counts = (gap: number) => ({ ambiguousText: 0, guidelineGap: gap, reviewerError: 0, taste: 0 });

async function press(key: string, more: KeyboardEventInit = {}) {
  const code = /^\d$/.test(key) ? `Digit${key}` : "";
  await fireEvent.keyDown(document.activeElement ?? document.body, { key, code, bubbles: true, ...more });
  await tick();
}
const current = () => document.querySelector("[data-card][aria-current=true]")?.getAttribute("aria-label");

beforeEach(async () => {
  wishes = [];
  opened = [];
  stand = fresh();
  program.answer = answer;
  session.project = { name: "p", path: "/p", blind: true, role: "lead", reviewer: { id: "lea", name: "Lea", done: 0, of: 1 }, reviewers: [], items: 1, warning: null };
  await go({ screen: "adjudicate" });
});
afterEach(async () => {
  cleanup();
  await new Promise((done) => setTimeout(done, 20));
});

async function begin() {
  render(Adjudicate);
  await waitFor(() => expect(court.phase).toBe("ready"));
  await waitFor(() => expect(current()).toContain("Difference in bounds"));
}

describe("Adjudicate", () => {
  it("decides everything by keys, with reasons, settles and goes on", async () => {
    await begin();
    await press("a");
    await screen.findByText("Why did reviewers differ?");
    await press("2");
    await waitFor(() => expect(wishes).toEqual([{ kind: "accept", candidate: "c1", reason: { cause: "guideline-gap", words: null } }]));
    await waitFor(() => expect(current()).toBe("Verdict: not decided"));
    await press("Enter");
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("Decide the verdict first."));
    await press("a");
    await press("3");
    await waitFor(() => expect(stand.verdict).toBe("hallucinated"));
    await waitFor(() => expect(screen.getAllByRole("status").some((each) => each.textContent === "nothing left to decide")).toBe(true));
    await press("Enter");
    await screen.findByText("Nothing is left to decide");
    expect(opened.at(-1)).toEqual({ item: null, after: "i" });
  });

  it("takes the candidate that a digit chooses, and undoes it", async () => {
    await begin();
    await press("2");
    await press("a");
    await press("4");
    await waitFor(() => expect(wishes[0]).toMatchObject({ candidate: "c2", reason: { cause: "taste" } }));
    await press("u");
    await waitFor(() => expect(court.stand?.gold).toEqual([]));
  });

  it("only navigates by clicks, and leaves without a decision", async () => {
    await begin();
    await fireEvent.click(document.querySelector("[data-candidate='2']") as HTMLElement);
    await press("j");
    expect(current()).toContain("Verdict");
    await press("k");
    await press(".");
    await waitFor(() => expect(opened.at(-1)).toEqual({ item: null, after: "i" }));
    expect(wishes).toEqual([]);
  });

  it("names nobody, and says in words what the tracks show", async () => {
    await begin();
    const said = screen.getByLabelText("What each reviewer marked").textContent;
    expect(said).toContain("Reviewer B: Contradiction, “in 1219”");
  });

  it("decides omissions by the same keys, and gives one other words and another place", async () => {
    stand = { ...fresh(), differences: [], verdict: "clean", omissions: [{ id: "o", source: "s", start: 4, end: 7, quote: "sea", aspects: ["found"], candidates: [{ omission: sea, tracks: ["B"], share: 1 / 3, notes: ["It is the point."] }], silent: ["A", "C"], bits: 0.92, decided: null, gold: [] }] };
    render(Adjudicate);
    await waitFor(() => expect(current()).toContain("Left out by the sample: difference in found or not, “sea”, not decided"));
    expect(document.querySelector("[data-pane=source] mark")?.textContent).toBe("sea");
    await press("m");
    await press("l");
    await press("t");
    await press("a");
    await press("1");
    await waitFor(() => expect(wishes).toEqual([{ kind: "accept", candidate: "o1", reason: { cause: "ambiguous-text", words: null } }]));
    await waitFor(() => expect(document.querySelector("[data-card=o]")?.getAttribute("aria-label")).toContain("accepted: ambiguous text"));
    await waitFor(() => expect(document.querySelector("[data-pane=source] mark")?.className).toContain("omission"));
    await fireEvent.click(document.querySelector("[data-card=o] button") as HTMLElement);
    await press("e");
    await screen.findByText("Edit the omission");
    await fireEvent.input(screen.getByLabelText("Note"), { target: { value: "the point of it" } });
    await fireEvent.click(screen.getByText("Save"));
    await press("4");
    await waitFor(() => expect(wishes[1]).toEqual({ kind: "change_omission", omission: { ...sea, id: "og", note: "the point of it" }, reason: { cause: "taste", words: null } }));
    await press("x");
    await press("1");
    await waitFor(() => expect(wishes[2]).toMatchObject({ kind: "reject", id: "o" }));
    await press("o");
    expect(wishes).toHaveLength(3);
  });

  it("tells what reviewers said of the item, by letters, and that the consensus is weighted", async () => {
    await begin();
    const said = screen.getByLabelText("What reviewers said of the item").textContent;
    expect(said).toContain("B remarks: “A thin sample.”");
    expect(said).toContain("B flagged it");
    expect(said).toContain("Someone skipped it: “not my field”");
    expect(screen.getByText("consensus weighted by reliability").title).toContain("weighs reviewers by their reliability");
    const tracks = screen.getByLabelText("What each reviewer marked").textContent;
    expect(tracks).toContain("Reviewer B: Contradiction, “in 1219”; left out, “sea”");
    expect(tracks).toContain("Consensus: marked by 3 of 3, 75 % by weight");
    expect(tracks).toContain("Consensus: left out, say 1 of 3: “sea”");
    expect(screen.getByText("left out, say from the top: A, B, C, consensus")).toBeTruthy();
  });

  it("shows the queue, many at once with a preview, and the causes", async () => {
    await begin();
    await press("q");
    await screen.findByText("0.50 bit", { selector: "button .soft" });
    await press("Escape");
    await fireEvent.click(screen.getByLabelText("Close"));
    await press("A", { shiftKey: true });
    await screen.findByText("2 differences");
    await fireEvent.click(screen.getByLabelText("Close"));
    await press("r");
    await screen.findByText(/needs work first/);
  });

  it("passes axe", async () => {
    await begin();
    const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false }, "page-has-heading-one": { enabled: false } } });
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
  });

  it("tells a reviewer that it is the lead's, and a lead why nothing can be shown", async () => {
    if (session.project) session.project.role = "reviewer";
    render(Adjudicate);
    expect(screen.getByText("For the lead")).toBeTruthy();
    cleanup();
    if (session.project) session.project.role = "lead";
    program.answer = () => {
      throw { code: "damaged", message: "The file cannot be read.", hint: "Go on with your last copy.", detail: null };
    };
    render(Adjudicate);
    await screen.findByText("Go on with your last copy.");
  });
});
