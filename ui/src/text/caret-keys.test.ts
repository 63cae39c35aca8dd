import { describe, expect, it } from "vitest";
import { directionOf, moveOf } from "./caret-keys";

const key = (name: string, mods: { ctrlKey?: boolean; altKey?: boolean } = {}) =>
  moveOf({ key: name, ctrlKey: mods.ctrlKey ?? false, metaKey: false, altKey: mods.altKey ?? false });

describe("moveOf", () => {
  it("gives the arrows characters, and with Ctrl words and sentences", () => {
    expect(key("ArrowRight")).toEqual({ by: "side", step: "character", side: "right" });
    expect(key("ArrowLeft", { ctrlKey: true })).toEqual({ by: "side", step: "word", side: "left" });
    expect(key("ArrowDown", { ctrlKey: true })).toEqual({ by: "step", step: "sentence", direction: 1 });
  });
  it("leaves Alt, letters and the pages of sources alone", () => {
    expect(key("ArrowRight", { altKey: true })).toBeNull();
    expect(key("e")).toBeNull();
    expect(key("PageDown", { ctrlKey: true })).toBeNull();
  });
  it("turns round in a right-to-left line", () => {
    expect(directionOf("right", false)).toBe(1);
    expect(directionOf("right", true)).toBe(-1);
    expect(directionOf("left", true)).toBe(1);
  });
});
