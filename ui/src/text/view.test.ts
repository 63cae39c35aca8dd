import { beforeEach, describe, expect, it } from "vitest";
import type { Mark } from "./runs";
import { TextView } from "./view";

let root: HTMLElement;
let view: TextView;

beforeEach(() => {
  root = document.createElement("div");
  document.body.replaceChildren(root);
  view = new TextView(root);
});

const mark = (id: string, start: number, end: number, kind: Mark["kind"] = "label"): Mark => ({ id, start, end, kind, slot: 1 });
const drawn = () => [...root.querySelectorAll(".line")].map((line) => line.textContent).join("\n");

describe("TextView", () => {
  it("draws exactly the characters, whatever they are", () => {
    const text = "<b>5 & 3</b>\r\n\n  two\tspaces \u200b\u202e👩‍🚀\nولد الشاعر";
    view.render(text, [], "prose");
    expect(drawn()).toBe(text);
    view.setMarks([mark("a", 2, 16), mark("b", 4, 30)]);
    expect(drawn()).toBe(text);
  });

  it("translates every index to a position and back, under marks and signs", () => {
    const text = "One \u200btwo three.\n\nFour 👩‍🚀 five";
    view.render(text, [], "prose");
    view.setMarks([mark("a", 1, 9), mark("b", 6, 22)]);
    for (let offset = 0; offset <= text.length; offset += 1) {
      const { node, at } = view.positionOf(offset);
      expect(view.offsetOf(node, at), `index ${offset}`).toBe(offset);
    }
  });

  it("draws only the lines again where a mark changed", () => {
    view.render("one\ntwo\nthree", [], "prose");
    const [first, second] = [...root.querySelectorAll(".line")].map((line) => line.firstChild);
    view.setMarks([mark("a", 5, 7)]);
    const after = [...root.querySelectorAll(".line")].map((line) => line.firstChild);
    expect(after[0]).toBe(first);
    expect(after[1]).not.toBe(second);
    const kept = root.querySelector("mark");
    view.setMarks([mark("a", 5, 7), mark("b", 9, 10)]);
    expect(root.querySelector("mark")).toBe(kept);
  });

  it("names the marks over a run, the outermost first", () => {
    view.render("abcdefghij", [], "prose");
    view.setMarks([mark("in", 3, 5), mark("out", 2, 8)]);
    expect([...root.querySelectorAll("mark")].map((each) => `${each.dataset["ids"]}:${each.textContent}`)).toEqual([
      "out:c", "out in:de", "out:fgh",
    ]);
  });

  it("lights all pieces of a mark and marks its ends", () => {
    view.render("abcdefghij", [], "prose");
    view.setMarks([mark("in", 3, 5), mark("out", 2, 8)]);
    view.setLit(new Set(["out"]));
    expect([...root.querySelectorAll("mark")].map((each) => [...each.classList].join(" "))).toEqual([
      "label on first", "label on", "label on last",
    ]);
    view.setLit(new Set());
    expect(root.querySelectorAll(".on").length).toBe(0);
  });

  it("keeps the light when lines are drawn again", () => {
    view.render("abcdefghij", [], "prose");
    view.setMarks([mark("a", 2, 8)]);
    view.setLit(new Set(["a"]));
    view.setMarks([mark("a", 2, 8), mark("b", 3, 4)]);
    expect(root.querySelectorAll(".on").length).toBe(3);
  });

  it("puts roles beside the text, never into it", () => {
    const text = "Hello?\n\nYes.";
    view.render(text, [{ start: 0, end: 6, role: "customer" }, { start: 8, end: 12, role: "agent" }], "prose");
    expect([...root.querySelectorAll<HTMLElement>(".line")].map((line) => line.dataset["role"])).toEqual(["customer", undefined, "agent"]);
    expect(drawn()).toBe(text);
  });

  it("colours JSON without touching it", () => {
    const text = '{ "name": "Ada", "n": 12.5, "ok": true }';
    view.render(text, [], "code");
    expect(drawn()).toBe(text);
    expect([...root.querySelectorAll(".key")].map((each) => each.textContent)).toEqual(['"name"', '"n"', '"ok"']);
    expect([...root.querySelectorAll(".value")].map((each) => each.textContent)).toEqual(["12.5", "true"]);
  });

  it("blocks a long text and keeps every line", () => {
    const text = Array.from({ length: 2000 }, (_, at) => `Line ${at} of a long text.`).join("\n");
    view.render(text, [], "prose");
    expect(root.querySelectorAll(".block.far").length).toBeGreaterThanOrEqual(80);
    expect(drawn()).toBe(text);
  });
});
