import { describe, expect, it } from "vitest";
import { keepSame } from "./keep-same";

describe("keepSame", () => {
  it("keeps equal entries by id, and the list where all are equal", () => {
    const old = { list: [{ id: "a", spans: [1, 2] }, { id: "b", spans: [3] }], verdict: null };
    const next = keepSame(old, { list: [{ id: "b", spans: [3] }, { id: "a", spans: [1, 9] }], verdict: null });
    expect(next.list[0]).toBe(old.list[1]);
    expect(next.list[1]).not.toBe(old.list[0]);
    expect(next.list[1]).toEqual({ id: "a", spans: [1, 9] });
    expect(keepSame(old, structuredClone(old))).toBe(old);
  });
  it("sees a field that went or came", () => {
    expect(keepSame<object>({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
    expect(keepSame<object | null>(null, { a: 1 })).toEqual({ a: 1 });
  });
});
