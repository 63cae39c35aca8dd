/** The screen of agreement, against a program that answers from here. */

import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { program } from "../../../dev/answers";
import type { AgreementFigure, AgreementView, LayerView } from "../../ipc/contract";
import { forgetFigures } from "../../state/kept-figures";
import Agreement from "./Agreement.svelte";

vi.mock("../../ipc/bridge", async () => import("../../../dev/answers"));

const figure = (name: string, value: number | null, reason: string | null = null): AgreementFigure => ({ name, value, reason, low: value === null ? null : value - 0.1, high: value === null ? null : value + 0.1, noInterval: value === null ? "None." : null });
const verdict: LayerView = {
  layer: "verdict", nItems: 20, nReviews: 60, behind: 3, remark: "one-sided", classes: [{ name: "Hallucinated", count: 58 }, { name: "Clean", count: 2 }],
  figures: [figure("raw", 0.92), figure("krippendorff_alpha.nominal", 0.005), figure("fleiss_kappa", null, "Items have unequal numbers."), figure("gwet_ac1", 0.9)],
};
const view: AgreementView = {
  asOf: 120, items: 24, shared: 20, reviews: 64, reviewers: ["Ada", "Bo"], layers: [verdict], pairs: [{ first: "Ada", second: "Bo", layers: [{ ...verdict, behind: 4 }] }],
  parts: [{ by: "generator", name: "quill", layers: [{ ...verdict, behind: 5 }] }], times: [],
  spreads: [{ layer: "verdict", steps: [{ from: 0, to: 0.1, items: 2, behind: 6 }, { from: 0.9, to: 1, items: 18, behind: 7 }] }],
  confusions: [{ layer: "verdict", classes: ["Clean", "Hallucinated"], cells: [{ first: 0, second: 1, count: 4, items: 2, behind: 8 }, { first: 1, second: 1, count: 56, items: 20, behind: 9 }] }],
};

beforeEach(() => {
  forgetFigures();
  program.asked.length = 0;
  program.answers = {
    measure_agreement: () => view,
    measure_given: () => null,
    agreement_items: () => ({ total: 1, exact: true, rows: [{ item: "i1", ordinal: 4, externalId: "essay-4", excerpt: "The mill opened", disagreement: 0.5 }] }),
  };
});
afterEach(cleanup);

it("says in words what one-sided answers do to alpha, and why a figure is undefined", async () => {
  const { container } = render(Agreement);
  await screen.findByText(/97 % of the answers are “Hallucinated”, so alpha says little; see AC1/);
  expect(screen.getByText("Undefined: Items have unequal numbers.")).toBeTruthy();
  expect(screen.getByTestId("as-of").textContent).toContain("as of event 120");
  expect(screen.getByText("Most often apart: Clean and Hallucinated, 4 of 60 pairs.")).toBeTruthy();
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
});

it("opens the items behind a figure as they were measured", async () => {
  render(Agreement);
  await fireEvent.click(await screen.findByRole("button", { name: /0\.005/ }));
  await screen.findByText("essay-4");
  expect(program.asked.at(-1)).toEqual(["agreement_items", { asOf: 120, behind: 3, offset: 0, limit: 100 }]);
});

it("measures once, and anew when something happened since or other people review", async () => {
  program.answers["event_count"] = () => ({ events: 120 });
  program.answers["measure_reviewers"] = () => ({ asOf: 120, reviewers: [], hints: { randomised: false, shown: 0, hidden: 0, leftOut: 0, seen: 0, taken: 0, contrasts: [] } });
  const measured = (command: string) => program.asked.filter(([name]) => name === command).length;
  const visit = async () => {
    render(Agreement);
    await screen.findByTestId("as-of");
    await fireEvent.click(screen.getByRole("tab", { name: "Reviewers" }));
    await screen.findByText("No review is submitted yet");
    await fireEvent.click(screen.getByRole("tab", { name: "Figures" }));
    await fireEvent.click(screen.getByRole("tab", { name: "Reviewers" }));
    await screen.findByText("No review is submitted yet");
    cleanup();
  };
  await visit();
  await visit();
  expect([measured("measure_agreement"), measured("measure_reviewers")]).toEqual([1, 1]);
  program.answers["event_count"] = () => ({ events: 121 });
  render(Agreement);
  await screen.findByTestId("as-of");
  expect(measured("measure_agreement")).toBe(2);
  cleanup();
  program.answers["event_count"] = () => ({ events: 120 });
  forgetFigures();
  render(Agreement);
  await screen.findByTestId("as-of");
  expect(measured("measure_agreement")).toBe(3);
});

it("says what to do where nothing is shared, and keeps an error in sight", async () => {
  program.answers.measure_agreement = () => ({ ...view, items: 3, shared: 0 });
  render(Agreement);
  await screen.findByText("No item has two reviews yet");
  cleanup();
  Reflect.deleteProperty(program.answers, "measure_agreement");
  render(Agreement);
  await screen.findByText(/No measure_agreement/);
});

it("compares two stored runs, says why each item changed, and opens it", async () => {
  const run = { method: "majority", threshold: "half", seed: 0, at: 1000, reviews: "0a1b2c3d", items: 24, equalWords: null };
  program.answers.consensus_runs = () => [{ ...run, run: "bb", threshold: "any" }, { ...run, run: "aa" }];
  program.answers.compare_runs = () => ({
    items: 24, changed: 1, sameReviews: true,
    rows: [{ item: "i1", ordinal: 4, externalId: "essay-4", verdict: { before: null, after: "Clean" }, why: ["Another threshold: any instead of half."],
      spans: [{ change: "rebounded", before: "1932", after: "in 1932", labelBefore: null, labelAfter: null }],
      omissions: [{ change: "gained", before: null, after: "the mill burnt", labelBefore: null, labelAfter: null }] }],
  });
  render(Agreement);
  await fireEvent.click(await screen.findByRole("button", { name: "Consensus runs…" }));
  await screen.findByText(/1 item of 24 changed/);
  expect(program.asked.at(-1)).toEqual(["compare_runs", { first: "aa", second: "bb" }]);
  expect(screen.getByText("Verdict: Clean, was unresolved")).toBeTruthy();
  expect(screen.getByText("Other bounds: “1932” → “in 1932”")).toBeTruthy();
  expect(screen.getByText("Another threshold: any instead of half.")).toBeTruthy();
  const { violations } = await axe.run(screen.getByRole("dialog"), { rules: { "color-contrast": { enabled: false }, "landmark-no-duplicate-banner": { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
  await fireEvent.click(screen.getByRole("radio", { name: /^From Majority, words by any reviewer/ }));
  await screen.findByText("Pick two different runs.");
});
