/** What hands do fast on the Review screen: the palette, pieces, repeating, macros, phrases. The fake program stands behind it. */

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forget } from "../../../dev/fake-program";
import Notices from "../../components/Notices.svelte";
import Palette from "../../shell/Palette.svelte";
import { changeHabits, hands } from "../../state/habits.svelte";
import { desk } from "../../state/review.svelte";
import { refreshSession } from "../../state/session.svelte";
import Review from "./Review.svelte";

vi.mock("../../ipc/bridge", async () => import("../../../dev/fake-bridge"));

const pane = (name: string) => document.querySelector<HTMLElement>(`[data-pane=${name}]`) as HTMLElement;
const made = () => desk.review?.annotations.at(-1);

async function press(key: string, more: KeyboardEventInit = {}, target: Element = document.activeElement ?? document.body) {
  await fireEvent.keyDown(target, { key, code: /^\d$/.test(key) ? `Digit${key}` : "", bubbles: true, ...more });
  await tick();
}
async function select(phrase: string) {
  const target = pane("sample");
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
  render(Palette);
  render(Review);
  await waitFor(() => expect(desk.phase).toBe("ready"));
  await waitFor(() => expect(pane("sample")).toBeTruthy());
});
afterEach(async () => {
  cleanup();
  await new Promise((done) => setTimeout(done, 20));
});

describe("hands", () => {
  it("finds a command by some letters, shows its key, says why one cannot be done, and remembers", async () => {
    pane("sample").focus();
    await press("k", { ctrlKey: true });
    const field = screen.getByLabelText("Find a command");
    await fireEvent.input(field, { target: { value: "flag lead" } });
    expect(document.querySelector("[role=option][aria-selected=true]")?.textContent).toContain("flag for the lead");
    expect(document.querySelector("[data-offer=flag] kbd")?.textContent).toBe("F");
    await fireEvent.input(field, { target: { value: "withdraw" } });
    await press("Enter", {}, field);
    expect(screen.getByRole("status", { name: "" }).textContent).toContain("Choose an annotation first");
    await fireEvent.input(field, { target: { value: "flag lead" } });
    await press("Enter", {}, field);
    await screen.findByText("Flag for the lead");
    expect(hands.habits.recent[0]).toBe("flag");
  });

  it("marks pieces held with + as one annotation, and lets them go with Esc", async () => {
    await select("He made");
    await press("+");
    await select("The");
    await press("2");
    await waitFor(() => expect(made()?.segments.map(({ quote }) => quote)).toEqual(["The", "He made"]));
    await select("He made");
    await press("+");
    await press("Escape");
    await select("The");
    await press("3");
    await waitFor(() => expect(made()?.segments.map(({ quote }) => quote)).toEqual(["The"]));
  });

  it("marks by a macro, repeats label and severity, and puts a phrase into the note", async () => {
    await changeHabits({
      macros: [{ name: "grave", keys: ["Alt+1"], label: "unsupported", severity: "critical", note: "as always" }],
      phrases: [{ text: "Das weiß die Quelle nicht.", keys: ["Alt+q"] }],
    });
    await select("He made");
    await press("1", { altKey: true });
    await waitFor(() => expect(made()).toMatchObject({ primary: "unsupported", severity: "critical", note: "as always" }));
    await select("The");
    await press("r");
    await waitFor(() => expect(made()).toMatchObject({ primary: "unsupported", severity: "critical", note: null }));
    await press("q", { altKey: true });
    await waitFor(() => expect(made()?.note).toBe("Das weiß die Quelle nicht."));
    await press("j");
    await screen.findByText("Put a phrase into the note");
    await press("1", {}, document.body);
    await waitFor(() => expect(made()?.note).toBe("Das weiß die Quelle nicht. Das weiß die Quelle nicht."));
  });

  it("shows the same words elsewhere before they are marked", async () => {
    const text = desk.view?.sample.text ?? "";
    const word = "the";
    const all = [...text.matchAll(/\bthe\b/g)].length;
    expect(all).toBeGreaterThan(1);
    await select(word);
    await press("2");
    await waitFor(() => expect(made()?.segments[0]?.quote).toBe(word));
    await press("R", { shiftKey: true });
    await screen.findByText(`Mark ${all - 1} more`);
    await fireEvent.click(screen.getAllByRole("checkbox")[0] as HTMLElement);
    await fireEvent.click(screen.getByTestId("mark-all"));
    await waitFor(() => expect(desk.review?.annotations.filter(({ segments }) => segments[0]?.quote === word).length).toBe(all - 1));
    await press("z", { ctrlKey: true }, pane("sample"));
    await waitFor(() => expect(desk.review?.annotations.filter(({ segments }) => segments[0]?.quote === word).length).toBe(1));
  });

  it("selects by caret keys alone after F8, and shows only the texts after F9", async () => {
    pane("sample").focus();
    await press("F8");
    await press("ArrowRight");
    await press("ArrowRight");
    expect(document.querySelector(".chosen")?.textContent).toBe("“Th”");
    await press("F9");
    expect(document.documentElement.dataset["calm"]).toBe("on");
    await press("F9");
    expect(document.documentElement.dataset["calm"]).toBeUndefined();
  });
});
