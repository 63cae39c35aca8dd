import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LabelSchema } from "../../ipc/contract";
import { actions } from "../../state/actions";
import { claims, hands } from "../../state/habits.svelte";
import { conflicts, keymapOf, presets, whyKept } from "../../state/keymap";
import { namesOf, plainName, shown } from "../../state/key-names";
import { askedBy, caretKey, sourceOf } from "./keys";

const press = (key: string, mods: Partial<Record<"ctrlKey" | "altKey" | "shiftKey", boolean>> = {}, code = "") => ({
  key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...mods,
});
const label = (id: string, key: string | null) => ({ id, key, name: id, parent: null, colour: 1, definition: "", examples: [], counterExamples: [], evidence: "none" as const, note: false });
const schema: LabelSchema = {
  version: 1, name: "", severities: [], labels: [label("x", "1"), label("y", "2"), label("z", null)],
  verdicts: [{ id: "ok", name: "Clean", meaning: "clean", key: "c" }, { id: "no", name: "Hallucinated", meaning: "hallucinated", key: "h" }],
};
const asked = (...args: Parameters<typeof press>) => {
  const found = askedBy(press(...args), schema);
  return found?.kind === "action" ? found.action : found;
};
const fresh = hands.habits;
beforeEach(() => (hands.habits = fresh));
afterEach(() => (hands.habits = fresh));

describe("names of keys", () => {
  it("are spelt one way, and read by people", () => {
    expect(plainName("Shift+Ctrl+Z")).toBe("Ctrl+Shift+z");
    expect(plainName("Ctrl++")).toBe("Ctrl++");
    expect(shown("Ctrl+Alt+ArrowRight")).toBe("Ctrl+Alt+→");
    expect(shown("+")).toBe("+");
  });
  it("fall back on the letter of the key where a layout has another script", () => {
    expect(namesOf(press("у", {}, "KeyE"))).toEqual(["у", "e"]);
    expect(asked("у", {}, "KeyE")).toBe("evidence");
    expect(asked("ث", {}, "KeyE")).toBe("evidence");
    expect(asked("я", { ctrlKey: true }, "KeyZ")).toBe("undo");
  });
});

describe("askedBy", () => {
  it("knows letters in either case, and modifiers", () => {
    expect(asked("e")).toBe("evidence");
    expect(asked("E", { shiftKey: true })).toBe("evidence");
    expect(asked("R", { shiftKey: true })).toBe("mark-all");
    expect(asked("r")).toBe("repeat");
    expect(asked("Z", { ctrlKey: true, shiftKey: true })).toBe("redo");
    expect(asked("z", { ctrlKey: true })).toBe("undo");
    expect(asked("Tab", { shiftKey: true })).toBe("previous-annotation");
    expect(asked("ArrowLeft", { altKey: true, shiftKey: true })).toBe("start-back");
    expect(asked("?", { shiftKey: true })).toBe("keys");
  });
  it("leaves Ctrl with a letter of a command to the system", () => {
    expect(asked("e", { ctrlKey: true })).toBeNull();
    expect(asked("s", { ctrlKey: true })).toBeNull();
  });
  it("tells Shift apart at a label, whatever character the layout gives", () => {
    expect(asked("2", {}, "Digit2")).toEqual({ kind: "label", label: "y", further: false });
    expect(asked('"', { shiftKey: true }, "Digit2")).toEqual({ kind: "label", label: "y", further: true });
    expect(asked("2", { ctrlKey: true }, "Digit2")).toEqual({ kind: "source", index: 1 });
    expect(sourceOf(press("2", {}, "Digit2"))).toBeNull();
  });
  it("takes a verdict by the project's key, or by the one given instead", () => {
    expect(asked("h")).toEqual({ kind: "verdict", verdict: "no" });
    hands.habits = { ...fresh, preset: "vim" };
    expect(asked("h")).toBe("caret-left");
    expect(asked("H", { shiftKey: true })).toEqual({ kind: "verdict", verdict: "no" });
  });
  it("hears macros and phrases of one's own, where their label is known", () => {
    hands.habits = {
      ...fresh, macros: [{ name: "grave", keys: ["Alt+1"], label: "x", severity: null, note: null }, { name: "other", keys: ["Alt+2"], label: "gone", severity: null, note: null }],
      phrases: [{ text: "not there", keys: ["Alt+p"] }],
    };
    expect(asked("1", { altKey: true }, "Digit1")).toEqual({ kind: "macro", index: 0 });
    expect(asked("2", { altKey: true }, "Digit2")).toBeNull();
    expect(asked("p", { altKey: true }, "KeyP")).toEqual({ kind: "phrase", index: 0 });
  });
});

describe("caretKey", () => {
  it("moves, selects with Shift, and leaves the rest to the screen", () => {
    expect(caretKey(press("ArrowLeft"), schema)).toEqual({ move: { by: "side", step: "character", side: "left" }, extend: false });
    expect(caretKey(press("ArrowLeft", { shiftKey: true }), schema)).toMatchObject({ extend: true });
    expect(caretKey(press("ArrowRight", { shiftKey: true, ctrlKey: true }), schema)).toEqual({ move: { by: "side", step: "word", side: "right" }, extend: true });
    expect(caretKey(press("e"), schema)).toBe("screen");
    expect(caretKey(press("x"), schema)).toBeNull();
  });
  it("walks by letters where they are the caret's; Shift in the given key selects nothing", () => {
    hands.habits = { ...fresh, preset: "vim" };
    expect(caretKey(press("w"), schema)).toEqual({ move: { by: "side", step: "word", side: "right" }, extend: false });
    expect(caretKey(press("W", { shiftKey: true }), schema)).toMatchObject({ extend: true });
    expect(caretKey(press("G", { shiftKey: true }), schema)).toEqual({ move: { by: "step", step: "text", direction: 1 }, extend: false });
    expect(caretKey(press("$", { shiftKey: true }), schema)).toMatchObject({ extend: false });
  });
});

describe("keymaps", () => {
  it("claim no key twice in any preset, also beside the labels and verdicts of the program's own schema", () => {
    for (const { id } of presets) {
      hands.habits = { ...fresh, preset: id };
      expect(conflicts(claims({ ...schema, verdicts: [...schema.verdicts, { id: "u", name: "Unsure", meaning: "unsure", key: "u" }] })), id).toEqual([]);
    }
  });
  it("keep to keys that can be given away", () => {
    for (const { id } of presets) {
      for (const [action, keys] of Object.entries(keymapOf(id, {}))) for (const key of keys) expect(whyKept(key), `${action} ${key}`).toBeNull();
    }
    expect(whyKept("Ctrl+3")).toContain("source");
    expect(whyKept("Ctrl+c")).not.toBeNull();
  });
  it("let a person's own keys stand over the preset, also none at all", () => {
    const map = keymapOf("touchstone", { note: ["Ctrl+n"], submit: [] });
    expect([map.note, map.submit, map.skip]).toEqual([["Ctrl+n"], [], ["s"]]);
    expect(conflicts([{ id: "a", name: "a", keys: ["Shift+Ctrl+N"] }, { id: "b", name: "b", keys: ["Ctrl+Shift+n"] }])).toHaveLength(1);
  });
  it("leave no action but the verdicts without a key", () => {
    expect(actions.filter(({ keys }) => keys.length === 0).map(({ id }) => id)).toEqual(["verdict-clean", "verdict-hallucinated", "verdict-unsure"]);
  });
});
