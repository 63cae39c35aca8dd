/** Reviewers, against a program that answers from here. */

import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { program } from "../../../dev/answers";
import type { HintContrast, ReviewerFigure, ReviewerMeasured, ReviewersView, ReviewerUnit } from "../../ipc/contract";
import { forgetFigures } from "../../state/kept-figures";
import Reviewers from "./Reviewers.svelte";
import { ordered } from "./reviewer-order";
import { contrastSaid, mayBeChance, sentenceOf, within } from "./reviewer-words";

vi.mock("../../ipc/bridge", async () => import("../../../dev/answers"));

const figure = (name: string, unit: ReviewerUnit, value: number | null, over: Partial<ReviewerFigure> = {}): ReviewerFigure => ({
  name, unit, of: "spans", n: 140, value, reason: value === null ? "Nobody gave a severity." : null, low: value === null ? null : value - 0.05, high: value === null ? null : value + 0.05,
  noInterval: value === null ? "Nobody gave a severity." : null, items: 3, behind: 7, nowhere: false, ...over,
});
const ada: ReviewerMeasured = {
  name: "Ada", basis: "several", reviews: 31, compared: 24, sittings: 2, confused: { own: "Unsupported", others: "Contradiction", times: 3 },
  figures: [figure("misses", "share", 0.12, { low: 0.08, high: 0.17 }), figure("starts", "characters", -2.1, { low: -4, high: -0.5, behind: 8 }), figure("severity", "steps", null), figure("time_ms", "time", 325_400, { of: "items", n: 31 })],
  course: [...["first", "middle", "last"].map((third, at) => figure(`agreement_${third}`, "share", 0.6 - at / 10, { of: "items", n: 10 })), figure("agreement_change", "points", -0.2, { low: -0.4, high: 0.1 })],
  checks: [{ kind: "attention-checks", seen: 3, withGold: 2, figures: [figure("verdict_right", "share", 0.5, { of: "items", n: 2 })] }],
};
const bo: ReviewerMeasured = { ...ada, name: "Bo", basis: "one", figures: [figure("misses", "share", 0.4)], course: [], sittings: 0, confused: null, checks: [] };
const view: ReviewersView = { asOf: 99, reviewers: [ada, bo], hints: { randomised: false, shown: 0, hidden: 0, leftOut: 0, seen: 0, taken: 0, contrasts: [] } };

beforeEach(() => {
  forgetFigures();
  program.asked.length = 0;
  program.answers = {
    measure_reviewers: () => view,
    reviewer_items: () => ({ total: 1, exact: true, rows: [{ item: "i1", ordinal: 4, externalId: "essay-4", excerpt: "The mill opened", disagreement: 0.5 }] }),
  };
});
afterEach(cleanup);

it("says every figure in a sentence with its interval, what it rests on, or why it is not known", async () => {
  const { container } = render(Reviewers);
  await screen.findByText(/Misses 12 % of what the others mark/);
  const text = container.textContent.replaceAll(/\s+/g, " ");
  expect(text).toContain("(8 to 17 %, 140 spans)");
  expect(text).toContain("Starts 2.1 characters early");
  expect(text).toContain("(4.0 early to 0.5 early, 140 spans)");
  expect(text).toContain("Severity not known: Nobody gave a severity.");
  expect(text).toContain("Takes 5 min 25 s for an item (median)");
  expect(text).toContain("agreement is 20 points lower than in the first");
  expect(text).toContain("may be chance");
  expect(text).toContain("3 attention checks, 2 of them settled or with gold of their file: only those have a known answer.");
  expect(text).toContain("Most often “Unsupported” where the others say “Contradiction” (3 times).");
  expect(text).toContain("who of the two is right is not known");
  expect(text).toContain("Hints were never randomised in this project, so their influence cannot be measured.");
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
});

it("opens the items in which something happened, as of the moment of measuring", async () => {
  render(Reviewers);
  await fireEvent.click(await screen.findByRole("button", { name: /Starts 2\.1 characters early/ }));
  await screen.findByText("essay-4");
  expect(program.asked.at(-1)).toEqual(["reviewer_items", { asOf: 99, behind: 8, offset: 0, limit: 100 }]);
  expect(screen.getByRole("dialog", { name: "Ada: spans with other bounds" })).toBeTruthy();
});

it("opens a figure of nothing, too: the items it rests on", async () => {
  program.answers["measure_reviewers"] = () => ({ ...view, reviewers: [{ ...bo, figures: [figure("misses", "share", 0, { items: 24, behind: 2, nowhere: true })] }] });
  render(Reviewers);
  await fireEvent.click(await screen.findByRole("button", { name: /Misses 0 % of what the others mark/ }));
  await screen.findByText("essay-4");
  expect(screen.getByRole("dialog", { name: "Bo: nothing of the others was missed in these" })).toBeTruthy();
});

it("keeps an error in sight", async () => {
  Reflect.deleteProperty(program.answers, "measure_reviewers");
  render(Reviewers);
  await screen.findByText(/No measure_reviewers/);
});

it("orders reviewers, those without the figure last", () => {
  const none = { ...bo, name: "Cy", figures: [] };
  expect(ordered([none, ada, bo], "misses").map(({ name }) => name)).toEqual(["Bo", "Ada", "Cy"]);
  expect(ordered([bo, ada, none], "time_ms").map(({ name }) => name)).toEqual(["Ada", "Bo", "Cy"]);
});

it("says a contrast of hints, its direction and when it may be chance", () => {
  const contrast: HintContrast = {
    name: "anchoring", shown: figure("shown", "share", 0.62), hidden: figure("hidden", "share", 0.4), difference: figure("difference", "points", 0.22, { low: 0.1, high: 0.34 }),
  };
  expect(contrastSaid(contrast)).toBe("With hints shown reviewers annotate 62 % of the hinted words, with hints hidden 40 %: 22 points higher with hints.");
  expect(mayBeChance(contrast.difference)).toBe(false);
  expect(contrastSaid({ ...contrast, hidden: figure("hidden", "share", null, { reason: "One kind is missing." }) })).toBe("Anchoring: One kind is missing.");
  expect(within(contrast.difference)).toBe("(10 higher to 34 higher, 140 spans)");
  expect(sentenceOf(figure("starts", "characters", 0.01))).toBe("Starts at the same character");
});
