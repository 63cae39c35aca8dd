import { describe, expect, it } from "vitest";
import { curve, heightOf } from "./join";

describe("the line between annotation and evidence", () => {
  const frame = { top: 100, bottom: 500 };
  it("stands at the middle of a span over several rows", () => {
    expect(heightOf({ rects: [{ top: 200, bottom: 220 }, { top: 230, bottom: 250 }], frame }, 80)).toBe(145);
  });
  it("is not drawn to what is out of sight", () => {
    expect(heightOf({ rects: [{ top: 20, bottom: 40 }], frame }, 80)).toBeNull();
    expect(heightOf({ rects: [], frame }, 80)).toBeNull();
  });
  it("is a level curve at both ends", () => {
    expect(curve(150, 92, 26)).toBe("M0 150 C 13 150, 13 92, 26 92");
  });
});
