/** The shortcut settings, with the fake program of `dev/` behind them. */

import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forget } from "../../../dev/fake-program";
import { call } from "../../ipc/client";
import { hands, loadHabits } from "../../state/habits.svelte";
import ShortcutsSection from "./ShortcutsSection.svelte";

vi.mock("../../ipc/bridge", async () => import("../../../dev/fake-bridge"));

const row = (action: string) => document.querySelector<HTMLElement>(`[data-action=${action}]`) as HTMLElement;
async function give(action: string, key: string, more: KeyboardEventInit = {}) {
  await fireEvent.click(within(row(action)).getByText(/^(add|give a key)$/));
  await fireEvent.keyDown(document.body, { key, code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : "", bubbles: true, ...more });
}

beforeEach(async () => {
  forget();
  await loadHabits();
  render(ShortcutsSection);
  await waitFor(() => expect(screen.getByTestId("add-macro").hasAttribute("disabled")).toBe(false));
});
afterEach(async () => {
  cleanup();
  // What was on its way to the program arrives before the next test begins anew.
  await new Promise((done) => setTimeout(done, 20));
});

describe("Shortcuts", () => {
  it("gives an action a free key, keeps it, and sets it back", async () => {
    await give("note", "n", { ctrlKey: true, altKey: true });
    expect(hands.keymap.note).toEqual(["m", "Ctrl+Alt+n"]);
    await waitFor(async () => expect((await call("habits", null)).keys).toEqual({ note: ["m", "Ctrl+Alt+n"] }));
    await fireEvent.click(within(row("note")).getByText("as in the preset"));
    expect(hands.keymap.note).toEqual(["m"]);
  });

  it("says who has a key, and takes it over only when asked to", async () => {
    await give("note", "s");
    expect(within(row("note")).getByRole("alert").textContent).toContain("skip, with a reason");
    expect(hands.keymap.note).toEqual(["m"]);
    await fireEvent.click(within(row("note")).getByText("Take it over"));
    expect([hands.keymap.note, hands.keymap.skip]).toEqual([["m", "s"], []]);
  });

  it("refuses keys of the project's labels and verdicts, and of the system", async () => {
    await give("note", "h");
    expect(within(row("note")).getByRole("alert").textContent).toContain("verdict “Hallucinated”");
    await give("note", "c", { ctrlKey: true });
    expect(within(row("note")).getByRole("alert").textContent).toContain("system");
    expect(hands.keymap.note).toEqual(["m"]);
  });

  it("changes all keys by a preset, and names what clashes", async () => {
    await fireEvent.click(screen.getByLabelText(/Vim-like/));
    expect(hands.keymap["caret-left"]).toEqual(["h", "ArrowLeft"]);
    expect(screen.queryByText("Keys that two claim")).toBeNull();
    hands.habits = { ...hands.habits, keys: { note: ["x"] } };
    await screen.findByText("Keys that two claim");
  });

  it("keeps macros and phrases with their keys", async () => {
    await fireEvent.click(screen.getByTestId("add-macro"));
    const line = document.querySelector<HTMLElement>("[data-macro='0']") as HTMLElement;
    await fireEvent.click(within(line).getByText("give a key"));
    await fireEvent.keyDown(document.body, { key: "1", code: "Digit1", altKey: true });
    await fireEvent.input(screen.getByLabelText("A further phrase"), { target: { value: "Das weiß die Quelle nicht." } });
    await fireEvent.submit(screen.getByLabelText("A further phrase").closest("form") as HTMLFormElement);
    await waitFor(async () => {
      const kept = await call("habits", null);
      expect(kept.macros).toEqual([{ name: "Contradiction, critical", keys: ["Alt+1"], label: "contradiction", severity: "critical", note: null }]);
      expect(kept.phrases).toEqual([{ text: "Das weiß die Quelle nicht.", keys: [] }]);
    });
  });
});
