import { describe, expect, it } from "vitest";
import { count, counted, duration, fileName, folderOf, size } from "./amounts";

describe("amounts", () => {
  it("groups thousands and counts one as one", () => {
    expect(count(1_234_567)).toBe("1,234,567");
    expect(counted(1, "item")).toBe("1 item");
    expect(counted(1200, "item")).toBe("1,200 items");
    expect(counted(2, "reply", "replies")).toBe("2 replies");
  });
  it("tells sizes in the unit that fits", () => {
    expect([size(1), size(999), size(1500), size(52_000_000)]).toEqual(["1 byte", "999 bytes", "1.5 KB", "52 MB"]);
  });
  it("tells times in at most two units", () => {
    expect([duration(0), duration(59_400), duration(125_000), duration(120_000), duration(4_800_000), duration(7_200_000)]).toEqual([
      "0 s", "59 s", "2 min 5 s", "2 min", "1 h 20 min", "2 h",
    ]);
  });
  it("reads paths of every system", () => {
    expect([fileName("/a/b.csv"), fileName("C:\\x\\y.csv"), fileName("b.csv")]).toEqual(["b.csv", "y.csv", "b.csv"]);
    expect([folderOf("/a/b.csv"), folderOf("C:\\x\\y.csv"), folderOf("/b"), folderOf("b")]).toEqual(["/a", "C:\\x", "/", ""]);
  });
});
