import { describe, expect, it } from "vitest";
import { PageCache, pageSize } from "./page-cache";

describe("PageCache", () => {
  it("names each missing page once, until it fails", () => {
    const cache = new PageCache<number>();
    expect(cache.missing(50, 250)).toEqual([0, 1, 2]);
    expect(cache.missing(50, 250)).toEqual([]);
    cache.failed(1);
    expect(cache.missing(50, 250)).toEqual([1]);
  });
  it("gives rows by their place in the table", () => {
    const cache = new PageCache<number>();
    cache.put(2, Array.from({ length: pageSize }, (_, at) => 2 * pageSize + at));
    expect(cache.at(2 * pageSize + 7)).toBe(2 * pageSize + 7);
    expect(cache.at(7)).toBeUndefined();
  });
  it("forgets the page longest unused", () => {
    const cache = new PageCache<number>();
    for (let page = 0; page < 40; page += 1) cache.put(page, [page]);
    cache.missing(0, 1);
    cache.put(40, [40]);
    expect(cache.at(0)).toBe(0);
    expect(cache.at(pageSize)).toBeUndefined();
  });
});
