import { describe, expect, it } from "vitest";
import { commandOf, keySheet, ownKeyOf, sourceOf } from "./keys";

const press = (key: string, mods: Partial<Record<"ctrlKey" | "altKey" | "shiftKey", boolean>> = {}, code = "") => ({
  key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...mods,
});

describe("commandOf", () => {
  it("knows letters in either case, and modifiers", () => {
    expect(commandOf(press("e"))).toBe("evidence");
    expect(commandOf(press("E", { shiftKey: true }))).toBe("evidence");
    expect(commandOf(press("Z", { ctrlKey: true, shiftKey: true }))).toBe("redo");
    expect(commandOf(press("z", { ctrlKey: true }))).toBe("undo");
    expect(commandOf(press("Tab", { shiftKey: true }))).toBe("previous-annotation");
    expect(commandOf(press("ArrowLeft", { altKey: true, shiftKey: true }))).toBe("start-back");
  });
  it("leaves Ctrl with a letter of a command to the system", () => {
    expect(commandOf(press("e", { ctrlKey: true }))).toBeNull();
    expect(commandOf(press("s", { ctrlKey: true }))).toBeNull();
  });
  it("has a way to every command of the sheet", () => {
    const press2 = (shown: string) => {
      const parts = shown.split("+");
      const key = (parts.at(-1) ?? "").replace("→", "ArrowRight").replace("←", "ArrowLeft");
      return press(key, { ctrlKey: parts.includes("Ctrl"), altKey: parts.includes("Alt"), shiftKey: parts.includes("Shift") || key === "?" });
    };
    for (const { entries } of keySheet) {
      for (const entry of entries) for (const keys of entry.keys) expect(commandOf(press2(keys)), keys).toBe(entry.command);
    }
  });
});

describe("own keys", () => {
  const labels = [{ id: "x", key: "1" }, { id: "y", key: "2" }, { id: "z", key: null }];
  it("tells Shift apart, whatever character the layout gives", () => {
    expect(ownKeyOf(press("2", {}, "Digit2"), labels)).toEqual({ entry: labels[1], shift: false });
    expect(ownKeyOf(press('"', { shiftKey: true }, "Digit2"), labels)).toEqual({ entry: labels[1], shift: true });
    expect(ownKeyOf(press("2", { ctrlKey: true }, "Digit2"), labels)).toBeNull();
  });
  it("goes to a source by its number", () => {
    expect(sourceOf(press("2", { ctrlKey: true }, "Digit2"))).toBe(1);
    expect(sourceOf(press("2", {}, "Digit2"))).toBeNull();
  });
});
