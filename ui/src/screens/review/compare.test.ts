/** Comparing by keys: passages, taking one, hints and siblings, with the fake program of `dev/` behind it. */

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forget, noticed } from "../../../dev/fake-program";
import Notices from "../../components/Notices.svelte";
import { desk } from "../../state/review.svelte";
import { refreshSession } from "../../state/session.svelte";
import { beside, sentenceAt } from "./compare.svelte";
import { union } from "../../text/span";
import Review from "./Review.svelte";

vi.mock("../../ipc/bridge", async () => import("../../../dev/fake-bridge"));

const pane = (name: string) => document.querySelector<HTMLElement>(`[data-pane=${name}]`) as HTMLElement;
const bar = () => document.querySelector("[data-testid=compare]");
const hint = () => document.querySelector("[data-testid=hint]");
const heard = () => [...document.querySelectorAll("[data-testid=live]")].map((each) => each.textContent).join("");

async function press(key: string, more: KeyboardEventInit = {}) {
  await fireEvent.keyDown(pane("sample"), { key, code: "", bubbles: true, ...more });
  await tick();
}

beforeEach(async () => {
  localStorage.clear();
  forget();
  noticed.length = 0;
  await refreshSession();
  render(Notices);
  render(Review);
  await waitFor(() => expect(desk.phase).toBe("ready"));
  await waitFor(() => expect(noticed).toEqual(["shown all"]));
});
afterEach(async () => {
  cleanup();
  await new Promise((done) => setTimeout(done, 20));
});

describe("the sentence of the caret", () => {
  const sentences = [{ start: 2, end: 5, passages: [] }, { start: 7, end: 9, passages: [] }];
  it("is the one that holds it, or the last one before it", () => {
    expect([0, 2, 5, 6, 7, 99].map((index) => sentenceAt(sentences, index))).toEqual([-1, 0, 0, 0, 1, 1]);
    expect(sentenceAt([], 3)).toBe(-1);
  });
});

describe("lines beside marks", () => {
  it("leave out what a person has marked", () => {
    const span = (start: number, end: number) => ({ start, end });
    expect(beside([span(0, 10), span(20, 22)], union([span(3, 5), span(4, 7), span(9, 12)]))).toEqual([span(0, 3), span(7, 9), span(20, 22)]);
    expect(beside([span(2, 4)], [span(0, 9)])).toEqual([]);
    expect(beside([span(2, 4)], [])).toEqual([span(2, 4)]);
  });
});

describe("Comparing", () => {
  it("shows nothing until it is asked, then the closest passages with the agreed words", async () => {
    expect(bar()).toBeNull();
    await press("d");
    expect(bar()?.textContent).toContain(
      "Closest passages by shared words. Right passage among the first three in 87 % of a public test set. Not listed does not mean not supported.",
    );
    expect(bar()?.querySelectorAll("[data-passage]").length).toBeGreaterThan(0);
    expect(bar()?.querySelectorAll("[data-passage]").length).toBeLessThanOrEqual(3);
    await press("d");
    await waitFor(() => expect(bar()?.textContent).toMatch(/1 difference/));
    await press("d");
    expect(bar()).toBeNull();
  });

  it("steps through the passages and takes one as evidence of the annotation in the light", async () => {
    await press("t");
    expect(heard()).toContain("Choose an annotation first");
    await press("ArrowRight");
    await press("1");
    await waitFor(() => expect(desk.review?.annotations.some(({ segments }) => segments[0]?.quote === "The")).toBe(true));
    await press("p");
    await waitFor(() => expect(heard()).toContain("Passage 1 of"));
    const many = bar()?.querySelectorAll("[data-passage]").length ?? 0;
    await press("p");
    if (many > 1) expect(bar()?.querySelector("[data-passage][aria-pressed=true]")?.getAttribute("data-passage")).toBe("1");
    await press("t");
    await waitFor(() => {
      const taken = desk.review?.annotations.find(({ segments }) => segments[0]?.quote === "The")?.evidence;
      expect(taken?.state === "passages" && taken.passages[0]?.stance).toBe("contradicts");
      const [passage] = taken?.state === "passages" ? taken.passages : [];
      expect(desk.view?.sources.find(({ source }) => source === passage?.source)?.text.slice(passage?.start, passage?.end)).toBe(passage?.quote);
    });
  });

  it("goes to a hint, says what it is worth, and makes an annotation of it", async () => {
    await press("q");
    await waitFor(() => expect(noticed[1]).toBe("seen sold"));
    const number = noticed[1]?.split(" ")[1] ?? "";
    expect(hint()?.textContent).toContain(`Not found in the source: ${number}. A word check, not a verdict.`);
    expect(hint()?.textContent).toContain("fewer than half as a real error; 9 of 10 real errors carry no hint.");
    await press("y");
    await waitFor(() => expect(desk.review?.annotations.some(({ segments, primary }) => segments[0]?.quote === number && primary === "unsupported")).toBe(true));
    expect(noticed).toContain(`taken ${number}`);
  });

  it("hides the layer of hints, and says so where there are none to see", async () => {
    await press("i");
    expect(heard()).toContain("Hints are hidden");
    await press("q");
    await waitFor(() => expect(heard()).toContain("No word-check hints. This says nothing about whether the text is right."));
  });

  it("steps to another sample of the source, unnamed", async () => {
    const first = desk.view?.item;
    const strip = await screen.findByTestId("siblings");
    expect(strip.textContent).not.toMatch(/[a-z]/i);
    expect(strip.querySelectorAll("button").length).toBe(2);
    await press("v");
    await waitFor(() => expect(desk.view?.item).not.toBe(first));
    await waitFor(() => expect(noticed.length).toBe(2));
    await press("v", { shiftKey: true });
    await press("V", { shiftKey: true });
    await waitFor(() => expect(desk.view?.item).toBe(first));
  });

  it("parts the sentence at the caret, and says where there is nothing to join", async () => {
    await press("w");
    await waitFor(() => expect(heard()).toContain("Parted here"));
    expect(bar()?.textContent).toContain("Closest passages");
    await press("w", { shiftKey: true });
    await press("W", { shiftKey: true });
    await waitFor(() => expect(heard()).toContain("This is the last sentence."));
  });

  it("reads a sample beside another one of the source, and goes there", async () => {
    const first = desk.view?.item;
    await screen.findByTestId("siblings");
    await press("D", { shiftKey: true });
    const dialog = await screen.findByRole("dialog", { name: "Beside another sample of this source" });
    await waitFor(() => expect(dialog.textContent).toMatch(/difference/));
    expect(dialog.querySelector("[aria-label='This sample'] .text")?.textContent).toBe(desk.view?.sample.text);
    await fireEvent.click(screen.getByRole("button", { name: "Go to that sample" }));
    await waitFor(() => expect(desk.view?.item).not.toBe(first));
  });
});
