import { expect, it } from "vitest";
import { sumsOf } from "./sitting.svelte";

const submitted = (ms: number) => ({ kind: "submitted" as const, ms });

it("sums a sitting; a middle of fewer than three items says nothing", () => {
  expect(sumsOf([])).toEqual({ submitted: 0, skipped: 0, workedMs: 0, middleMs: null });
  expect(sumsOf([submitted(1000), { kind: "skipped", ms: 500 }])).toEqual({ submitted: 1, skipped: 1, workedMs: 1500, middleMs: null });
  expect(sumsOf([9000, 1000, 2000].map(submitted)).middleMs).toBe(2000);
  expect(sumsOf([9000, 1000, 2000, 4000].map(submitted)).middleMs).toBe(3000);
});
