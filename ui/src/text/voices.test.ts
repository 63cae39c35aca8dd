import { expect, it } from "vitest";
import { splitLines } from "./lines";
import { voicesOf } from "./voices";

it("gives every line of a turn its speaker, and names a turn once", () => {
  const text = "hello\nthere\n\nhi\nbye";
  const parts = [{ start: 0, end: 11, role: "customer" }, { start: 13, end: 15, role: "agent" }, { start: 16, end: 19, role: "customer" }];
  const voices = voicesOf(splitLines(text), parts);
  expect([0, 1, 2, 3, 4].map((line) => voices.get(line))).toEqual([
    { of: 0, role: "customer" }, { of: 0, role: null }, undefined, { of: 1, role: "agent" }, { of: 0, role: "customer" },
  ]);
});
it("counts steps that repeat", () => {
  const text = "p\na\nb\nx";
  const parts = [{ start: 0, end: 1, role: "problem" }, { start: 2, end: 3, role: "step" }, { start: 4, end: 5, role: "step" }, { start: 6, end: 7, role: "answer" }];
  expect([...voicesOf(splitLines(text), parts).values()].map(({ role }) => role)).toEqual(["problem", "step 1", "step 2", "answer"]);
});
