import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LabelSchema } from "../../ipc/contract";
import { actions, rooms, roomsOf } from "../../state/actions";
import { askedIn, choiceKey, choiceOf, claimsIn, clashes, hands, placeKey } from "../../state/habits.svelte";
import { conflicts, keymapOf, presets, whyKept } from "../../state/keymap";
import { namesOf, plainName, shown } from "../../state/key-names";
import { sheetRows } from "../../state/key-sheet";
import { isCaret, paneKeyIn } from "../../state/pane-keys";
import { moveNamed } from "../../text/caret-keys";
import { askedBy, caretKey } from "./keys";

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
  });
  it("goes to a source by whatever key has it, and no more by the old one", () => {
    hands.habits = { ...fresh, keys: { "source-2": ["Alt+x"] } };
    expect(asked("x", { altKey: true }, "KeyX")).toEqual({ kind: "source", index: 1 });
    expect(asked("2", { ctrlKey: true }, "Digit2")).toBeNull();
    expect(asked("3", { ctrlKey: true }, "Digit3")).toEqual({ kind: "source", index: 2 });
  });
  it("takes a digit from a key that bears another character, unless that has a meaning of its own", () => {
    expect(asked("é", {}, "Digit2")).toEqual({ kind: "label", label: "y", further: false });
    expect(asked("é", { ctrlKey: true }, "Digit2")).toEqual({ kind: "source", index: 1 });
    hands.habits = { ...fresh, keys: { note: ["é"] } };
    expect(asked("é", {}, "Digit2")).toBe("note");
    hands.habits = { ...fresh, keys: { note: ["$"] } };
    expect(asked("$", { shiftKey: true }, "Digit2")).toBe("note");
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
    expect(caretKey(press("ArrowLeft"), schema)).toEqual({ move: "caret-left", extend: false });
    expect(caretKey(press("ArrowLeft", { shiftKey: true }), schema)).toMatchObject({ extend: true });
    expect(caretKey(press("ArrowRight", { shiftKey: true, ctrlKey: true }), schema)).toEqual({ move: "word-right", extend: true });
    expect(caretKey(press("e"), schema)).toBe("screen");
    expect(caretKey(press("f", { ctrlKey: true }), schema)).toBe("find");
    expect(caretKey(press("x"), schema)).toBeNull();
  });
  it("walks by letters where they are the caret's; Shift in the given key selects nothing", () => {
    hands.habits = { ...fresh, preset: "vim" };
    expect(caretKey(press("w"), schema)).toEqual({ move: "word-right", extend: false });
    expect(caretKey(press("W", { shiftKey: true }), schema)).toMatchObject({ extend: true });
    expect(caretKey(press("G", { shiftKey: true }), schema)).toEqual({ move: "text-end", extend: false });
    expect(caretKey(press("$", { shiftKey: true }), schema)).toMatchObject({ extend: false });
  });
});

describe("keymaps", () => {
  const full: LabelSchema = { ...schema, verdicts: [...schema.verdicts, { id: "u", name: "Unsure", meaning: "unsure", key: "u" }] };

  it("claim no key twice in any room of any preset, also beside the labels and verdicts of the program's own schema", () => {
    for (const { id } of presets) {
      hands.habits = { ...fresh, preset: id };
      expect(clashes(full), id).toEqual([]);
    }
  });
  it("keep to keys that can be given away, each where it is heard", () => {
    for (const { id } of presets) {
      const map = keymapOf(id, {});
      for (const action of actions) for (const key of map[action.id]) expect(whyKept(key, roomsOf(action)), `${action.id} ${key}`).toBeNull();
    }
    expect(whyKept("Ctrl+c")).not.toBeNull();
    expect(whyKept("Ctrl+3")).toBeNull();
    expect(whyKept("Enter", ["numbers"])).toContain("Lists");
    expect(whyKept("x", ["items"])).toContain("writes");
    expect(whyKept("F3", ["commands"])).toBeNull();
  });
  it("name a clash once, only where both are heard", () => {
    hands.habits = { ...fresh, keys: { "choice-1": ["c"], "stance-supports": ["c"], "source-1": ["Ctrl+k"] } };
    expect(clashes(full).map(({ key, claims }) => [key, ...claims.map(({ id }) => id)])).toEqual([
      ["Ctrl+k", "source-1", "palette"], ["c", "stance-contradicts", "stance-supports"],
    ]);
    hands.habits = { ...fresh, keys: { note: ["Shift+q"] } };
    expect(clashes({ ...full, labels: [label("x", "q")] }).map(({ key }) => key)).toEqual(["q", "Shift+q"]);
  });
  it("let a person's own keys stand over the preset, also none at all", () => {
    const map = keymapOf("touchstone", { note: ["Ctrl+n"], submit: [] });
    expect([map.note, map.submit, map.skip]).toEqual([["Ctrl+n"], [], ["s"]]);
    expect(conflicts([{ id: "a", name: "a", keys: ["Shift+Ctrl+N"] }, { id: "b", name: "b", keys: ["Ctrl+Shift+n"] }])).toHaveLength(1);
  });
  it("of an older version go on meaning what they meant, and forgotten actions mean nothing", () => {
    hands.habits = { ...fresh, preset: "vim", keys: { note: ["Ctrl+n"], "case-next": ["ArrowDown"], "an-old-action": ["F2"] } };
    expect(asked("n", { ctrlKey: true })).toBe("note");
    expect(askedIn("adjudication", press("ArrowDown"))).toBe("case-next");
    expect(asked("F2")).toBeNull();
    expect(clashes(full)).toEqual([]);
  });
  it("leave no action but the verdicts without a key, and know every claim by its words", () => {
    expect(actions.filter(({ keys }) => keys.length === 0).map(({ id }) => id)).toEqual(["verdict-clean", "verdict-hallucinated", "verdict-unsure"]);
    expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
    for (const room of rooms) for (const { name } of claimsIn(room, full)) expect(name).not.toBe("");
  });
});

describe("numbered keys", () => {
  it("choose by place, under the keys in force, whatever the layout prints on a digit", () => {
    expect(choiceOf(press("3", {}, "Digit3"))).toBe(2);
    expect(choiceOf(press("0", {}, "Digit0"))).toBe(9);
    expect(choiceOf(press("\"", {}, "Digit3"))).toBe(2);
    expect(choiceOf(press("3", { ctrlKey: true }, "Digit3"))).toBeNull();
    hands.habits = { ...fresh, keys: { "choice-3": ["x"], "queue-2": [] } };
    expect([choiceOf(press("x")), choiceOf(press("3", {}, "Digit3"))]).toEqual([2, null]);
    expect([choiceKey(2), choiceKey(3), choiceKey(10), placeKey("queue", 0), placeKey("queue", 1)]).toEqual(["X", "4", undefined, "Alt+1", undefined]);
  });
  it("stand in one row of the sheet while they count up", () => {
    const family = actions.filter(({ id }) => id.startsWith("choice-"));
    expect(sheetRows(family, keymapOf("touchstone", {}))).toEqual([{ keys: ["1", "0"], what: "choice 1 … 10 of a list: reasons, last items, phrases", run: true }]);
    const rows = sheetRows(family, keymapOf("touchstone", { "choice-2": ["x"], "choice-3": [] }));
    expect(rows).toHaveLength(9);
    expect(rows[1]).toEqual({ keys: ["X"], what: "choice 2 of a list: reasons, last items, phrases" });
  });
});

describe("keys in the texts of other screens", () => {
  it("are the screen's first, then the caret's", () => {
    hands.habits = { ...fresh, preset: "vim" };
    expect(paneKeyIn("adjudication", press("j"))).toBe("screen");
    expect(paneKeyIn("item", press("j"))).toEqual({ move: "caret-down", extend: false });
    expect(paneKeyIn("adjudication", press("w"))).toEqual({ move: "word-right", extend: false });
    expect(paneKeyIn("item", press("/"))).toBe("find");
    expect(paneKeyIn("adjudication", press("f", { ctrlKey: true }))).toBe("find");
    expect(paneKeyIn("adjudication", press("1", {}, "Digit1"))).toBe("screen");
    expect(paneKeyIn("item", press("1", {}, "Digit1"))).toBeNull();
  });
  it("move as texts can", () => {
    for (const { id } of actions) expect(moveNamed(id) !== null, id).toBe(isCaret(id));
  });
});
