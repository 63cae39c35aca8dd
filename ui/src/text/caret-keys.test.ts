import { describe, expect, it } from "vitest";
import { directionOf, moveNamed, moves } from "./caret-keys";

describe("moves", () => {
  it("are known by name, and nothing else is", () => {
    expect(moves["sentence-on"]).toEqual({ by: "step", step: "sentence", direction: 1 });
    expect(moveNamed("word-left")).toBe("word-left");
    expect(moveNamed("evidence")).toBeNull();
    expect(moveNamed("toString")).toBeNull();
  });
  it("turn round in a right-to-left line", () => {
    expect(directionOf("right", false)).toBe(1);
    expect(directionOf("right", true)).toBe(-1);
    expect(directionOf("left", true)).toBe(1);
  });
});
