/** The lead's view of an item: reviewers' marks, and the right answer of the file that is none of them. */

import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { GivenAnswer, ItemInFull } from "../../ipc/contract";
import { navigation } from "../../state/navigation.svelte";
import { session } from "../../state/session.svelte";
import Item from "./Item.svelte";

const program = vi.hoisted(() => ({ given: null as unknown, asked: [] as string[], answer: (command: string): unknown => command }));
vi.mock("../../ipc/bridge", () => ({
  send: (command: string) => {
    program.asked.push(command);
    return Promise.resolve(structuredClone(program.answer(command)));
  },
  hear: () => Promise.resolve(() => undefined),
}));

const text = "The mill opened in 1219 and ground barley for the priory.";
const at = (quote: string) => ({ start: text.indexOf(quote), end: text.indexOf(quote) + quote.length, quote });
const schema = {
  version: 1, name: "s", severities: [],
  labels: [{ id: "contradiction", name: "Contradiction", parent: null, colour: 1, key: "1", definition: "", examples: [], counterExamples: [], evidence: "none", note: false }],
  verdicts: [{ id: "clean", name: "Clean", meaning: "clean", key: "c" }, { id: "hallucinated", name: "Hallucinated", meaning: "hallucinated", key: "h" }],
};
const given: GivenAnswer = { verdict: "hallucinated", spans: [{ segment: at("in 1219"), label: "contradiction", severity: null }, { segment: at("barley"), label: "label-of-the-file", severity: null }], displaced: 0 };

function item(): ItemInFull {
  return {
    item: "i", ordinal: 4, externalId: "x-4", language: null, generator: { model: "quill", prompt: null, temperature: null, batch: null }, scores: [], metadata: [], disagreement: null,
    sample: { text, kind: "prose", parts: [] }, sources: [], given: program.given as GivenAnswer | null,
    reviews: [{
      reviewer: "ada", name: "Ada", status: "submitted", counts: true, skippedBecause: null, blind: true, elapsedMs: null,
      review: {
        annotations: [{ id: "a1", segments: [at("1219")], primary: "contradiction", others: [], severity: null, evidence: { state: "not-given" }, correction: null, note: null }],
        omissions: [], verdict: "clean", flag: null, status: "submitted", canUndo: false, canRedo: false,
      },
    }],
  };
}
const info = (role: string) => ({ name: "Cup", path: "/cup.touchstone", blind: true, role, reviewer: null, reviewers: [], items: 4 });
const marks = (kind: string) => [...document.querySelectorAll(`[data-pane=sample] mark.${kind}`)].map((mark) => mark.textContent).join("|");

beforeEach(() => {
  program.asked.length = 0;
  program.given = given;
  program.answer = (command) => (command === "item_in_full" ? item() : command === "review_guidance" ? { schema, guidelines: "", blind: true } : null);
  session.project = info("lead") as never;
  navigation.place = { screen: "item", item: "i" };
});
afterEach(cleanup);

describe("the right answer of the file", () => {
  it("is a list of its own and marked in a way of its own", async () => {
    render(Item);
    const list = await screen.findByRole("region", { name: "Right answer from the file" });
    expect(list.textContent).toContain("Hallucinated");
    expect(within(list).getAllByRole("button").map((button) => button.textContent.replace(/\s+/g, " ").trim())).toEqual(["Contradiction “in 1219”", "label-of-the-file “barley”"]);
    await waitFor(() => expect(marks("given")).toBe("in |1219|barley"));
    // Only the annotation looks like one.
    expect(marks("label")).toBe("1219");
    expect(document.querySelector("[data-pane=sample] mark.given:not(.label)")?.getAttribute("style") ?? "").toBe("");
    expect((await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } })).violations).toEqual([]);
  });
  it("is lit in the text when its card is pressed", async () => {
    render(Item);
    await fireEvent.click(await screen.findByRole("button", { name: /barley/ }));
    await waitFor(() => expect(document.querySelector("mark.given.on")?.textContent).toBe("barley"));
  });
  it("can be looked at alone, and stays beside a reviewer's marks", async () => {
    render(Item);
    await fireEvent.click(await screen.findByRole("button", { name: /^Right answer/ }));
    await waitFor(() => expect(marks("label")).toBe(""));
    expect(marks("given")).toBe("in 1219|barley");
    expect(screen.queryByRole("region", { name: "Review by Ada" })).toBeNull();
    await fireEvent.click(screen.getByRole("button", { name: /^Ada/ }));
    await waitFor(() => expect(marks("label")).toBe("1219"));
    expect(screen.getByRole("region", { name: "Right answer from the file" })).toBeTruthy();
  });
  it("says when there is nothing to mark, and never so when spans could not be shown", async () => {
    program.given = { verdict: "clean", spans: [], displaced: 0 };
    render(Item);
    expect((await screen.findByRole("region", { name: "Right answer from the file" })).textContent).toContain("Nothing is to be marked");
    cleanup();
    program.given = { verdict: "hallucinated", spans: [], displaced: 2 };
    render(Item);
    const list = await screen.findByRole("region", { name: "Right answer from the file" });
    expect(list.textContent).toContain("2 spans of it cannot be shown");
    expect(list.textContent).not.toContain("Nothing is to be marked");
  });
  it("is not spoken of where the file gave none", async () => {
    program.given = null;
    render(Item);
    await screen.findByRole("region", { name: "Review by Ada" });
    expect(document.body.textContent).not.toContain("ight answer");
  });
  it("is not asked for, nor shown, to a reviewer", async () => {
    session.project = info("reviewer") as never;
    render(Item);
    await screen.findByText("This is the lead’s view");
    expect(program.asked).not.toContain("item_in_full");
    expect(document.body.textContent).not.toContain("Right answer");
  });
});
