/** The Review screen by keys alone, with the fake program of `dev/` behind it. */

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forget } from "../../../dev/fake-program";
import { passing } from "../../components/announce.svelte";
import Notices from "../../components/Notices.svelte";
import { desk } from "../../state/review.svelte";
import { refreshSession } from "../../state/session.svelte";
import Review from "./Review.svelte";

vi.mock("../../ipc/bridge", async () => import("../../../dev/fake-bridge"));

const pane = (name: string) => document.querySelector<HTMLElement>(`[data-pane=${name}]`) as HTMLElement;
const marks = () => [...pane("sample").querySelectorAll("mark")].map((mark) => mark.textContent);
const cards = () => [...document.querySelectorAll("[data-card]")].map((card) => card.getAttribute("aria-label"));
const heard = () => [...document.querySelectorAll("[data-testid=live]")].map((each) => each.textContent).join("");

async function press(key: string, more: KeyboardEventInit = {}, target: Element = document.activeElement ?? document.body) {
  const code = /^\d$/.test(key) ? `Digit${key}` : "";
  await fireEvent.keyDown(target, { key, code, bubbles: true, ...more });
  await tick();
}
/** Moves the caret of a pane behind a phrase and selects the phrase backwards, by keys. */
async function select(name: string, phrase: string) {
  const target = pane(name);
  target.focus();
  const text = [...target.querySelectorAll(".line")].map((line) => line.textContent).join("\n");
  await press("Home", { ctrlKey: true }, target);
  for (let step = 0; step < text.indexOf(phrase); step += 1) await press("ArrowRight", {}, target);
  for (let step = 0; step < phrase.length; step += 1) await press("ArrowRight", { shiftKey: true }, target);
}

beforeEach(async () => {
  forget();
  await refreshSession();
  render(Notices);
  render(Review);
  await waitFor(() => expect(desk.phase).toBe("ready"));
  await waitFor(() => expect(pane("sample")).toBeTruthy());
});
afterEach(async () => {
  cleanup();
  // What was on its way to the program arrives before the next test begins anew.
  await new Promise((done) => setTimeout(done, 20));
});

describe("Review", () => {
  it("marks the selection, links the passage and says so", async () => {
    await select("sample", "He made");
    await press("1");
    await waitFor(() => expect(marks()).toContain("He made"));
    await waitFor(() => expect(heard()).toContain('Contradiction, Major, "He made", no evidence yet'));

    await select("source", "The former");
    await press("e");
    expect(screen.getByText("contradicts it").closest("button")?.getAttribute("aria-pressed")).toBe("true");
    await press("Enter");
    await waitFor(() => expect(cards()).toContain('Contradiction, Major, "He made", evidence 1'));
    expect(pane("source").querySelector("mark.on")?.textContent).toBe("The former");
  });

  it("knows a mark that is on its way, and draws it as one only when it is kept", async () => {
    pane("sample").focus();
    const before = cards().length;
    await press("ArrowRight");
    await press("2");
    expect(desk.coming.map(({ segments }) => segments[0]?.quote)).toEqual(["The"]);
    expect(marks()).not.toContain("The");
    expect(cards()).toHaveLength(before);
    await waitFor(() => expect(cards()).toHaveLength(before + 1));
    expect(desk.coming).toHaveLength(0);
    expect(marks()).toContain("The");
  });

  it("takes a mark away that the program could not keep", async () => {
    const before = marks();
    const item = desk.view?.item;
    if (desk.view) desk.view = { ...desk.view, item: "no-such-item" };
    pane("sample").focus();
    await press("ArrowRight");
    await press("2");
    expect(desk.coming).toHaveLength(1);
    await waitFor(() => expect(desk.error ?? desk.refusal).not.toBeNull());
    expect(desk.coming).toHaveLength(0);
    expect(marks()).toEqual(before);
    if (desk.view && item) desk.view = { ...desk.view, item };
  });

  it("marks the word under the caret where nothing is selected, and undoes it", async () => {
    pane("sample").focus();
    await press("ArrowRight");
    await press("2");
    await waitFor(() => expect(marks()).toContain("The"));
    await press("z", { ctrlKey: true });
    await waitFor(() => expect(marks()).not.toContain("The"));
    await press("z", { ctrlKey: true, shiftKey: true });
    await waitFor(() => expect(marks()).toContain("The"));
  });

  it("marks nothing by a slip: on opening, twice in a row, from the source, or on an annotation that was walked to", async () => {
    const before = marks();
    pane("sample").focus();
    await press("2");
    await waitFor(() => expect(passing.text).toContain("put the caret into a word"));
    await press("ArrowRight");
    await press("2");
    await waitFor(() => expect(marks()).toContain("The"));
    const once = desk.review?.annotations.length;
    await press("2");
    await press("Tab");
    await press("2");
    await waitFor(() => expect(passing.text).toContain("To change the label of this annotation, press L."));
    await press("ArrowRight");
    pane("source").focus();
    await press("2");
    expect(desk.review?.annotations.length).toBe(once);
    await press("z", { ctrlKey: true });
    await waitFor(() => expect(marks()).toEqual(before));
  });

  it("walks annotations with Tab and withdraws the one in the light", async () => {
    pane("sample").focus();
    await press("Tab");
    expect(pane("sample").querySelector("mark.on")?.textContent).toBe("has retired from international football");
    await press("Tab");
    expect(pane("sample").querySelector("mark.on")?.textContent).toBe("in front of a sold-out crowd");
    await press("Delete");
    await waitFor(() => expect(marks()).toEqual(["has retired from international football"]));
  });

  it("keeps what was typed in a field when Esc leaves it, and letters act only outside", async () => {
    pane("sample").focus();
    await press("Tab");
    await press("m");
    const field = await screen.findByLabelText("Note");
    await fireEvent.input(field, { target: { value: "hence" } });
    await press("h", {}, field);
    expect(desk.review?.verdict).toBeNull();
    await press("Escape", {}, field);
    await waitFor(() => expect(desk.review?.annotations[0]?.note).toBe("hence"));
  });

  it("steps through severities and stops at the gravest", async () => {
    pane("sample").focus();
    await press("Tab");
    await press(".");
    await waitFor(() => expect(desk.review?.annotations[0]?.severity).toBe("critical"));
    await press(".");
    await press(",");
    await waitFor(() => expect(desk.review?.annotations[0]?.severity).toBe("major"));
  });

  it("shows a refusal in place and puts what is missing in the light", async () => {
    await select("sample", "He made");
    await press("1");
    await waitFor(() => expect(marks()).toContain("He made"));
    await press("h");
    await waitFor(() => expect(desk.review?.verdict).toBe("hallucinated"));
    await press("Enter", {}, pane("sample"));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("needs a passage"));
    expect(document.querySelector("[aria-current=true]")?.getAttribute("aria-label")).toContain("He made");
  });

  it("asks for the verdict when none is given, and Enter once more gives none", async () => {
    const first = desk.view?.item;
    pane("sample").focus();
    await press("Enter");
    await waitFor(() => expect(passing.text).toContain("C Clean, H Hallucinated"));
    await press("Enter", {}, document.activeElement ?? document.body);
    await tick();
    expect(desk.review?.verdict).toBeNull();
    expect(desk.view?.item).toBe(first);
  });

  it("submits by Enter even where the verdict is still on its way", async () => {
    const first = desk.view?.item;
    void press("u", {}, pane("sample"));
    await press("Enter", {}, pane("sample"));
    await waitFor(() => expect(desk.view?.item).not.toBe(first));
    expect(pane("sample").textContent).toContain("kettle");
  });

  it("submits and opens the next item at once", async () => {
    const first = desk.view?.item;
    await press("u", {}, pane("sample"));
    await waitFor(() => expect(desk.review?.verdict).toBe("unsure"));
    await press("Enter", {}, pane("sample"));
    await waitFor(() => expect(desk.view?.item).not.toBe(first));
    expect(pane("sample").textContent).toContain("kettle");
  });

  it("shows roles beside the turns, never in them", async () => {
    await press("u", {}, pane("sample"));
    await waitFor(() => expect(desk.review?.verdict).toBe("unsure"));
    await press("Enter", {}, pane("sample"));
    await waitFor(() => expect(pane("sample").querySelectorAll("[data-role]").length).toBe(4));
    expect(pane("sample").textContent).not.toContain("customer");
  });

  it("asks why an item is skipped", async () => {
    const first = desk.view?.item;
    await press("s", {}, pane("sample"));
    await screen.findByText("Skip this item");
    await press("2", {}, document.body);
    await waitFor(() => expect(desk.view?.item).not.toBe(first));
  });
});
