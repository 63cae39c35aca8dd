/** The panel that compares the consensus with right answers, against a program that answers from here. */

import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { AgainstGivenView, AgreementFigure } from "../../ipc/contract";
import GivenPanel from "./GivenPanel.svelte";
import { givenInWords } from "./given-words";

const program = vi.hoisted(() => ({ answers: {} as Record<string, (request: never) => unknown>, asked: [] as [string, unknown][] }));
vi.mock("../../ipc/bridge", () => ({
  send: async (command: string, request: never) => {
    program.asked.push([command, request]);
    const answer = program.answers[command];
    if (!answer) throw { code: "no", message: `No ${command}.`, hint: "Try again.", detail: null };
    return structuredClone(answer(request));
  },
  hear: async () => () => undefined,
}));

const figure = (name: string, value: number | null, reason: string | null = null): AgreementFigure => ({ name, value, reason, low: value === null ? null : value - 0.1, high: value === null ? null : value + 0.1, noInterval: value === null ? "None." : null });
const view: AgainstGivenView = {
  asOf: 77, method: "weighted", threshold: "half", accuracy: figure("value", 0.6),
  counted: { items: 5, behind: 0 }, same: { items: 3, behind: 1 }, other: { items: 1, behind: 2 }, unresolved: { items: 1, behind: 3 }, notReviewed: { items: 0, behind: 4 },
  spans: { compared: { items: 4, behind: 5 }, apart: { items: 2, behind: 6 }, figures: [figure("char_f1_micro", 0.75), figure("gold_found", 0.5), figure("beside_gold", 0.25), figure("exact_label_f1", null, "No label.")] },
};

beforeEach(() => {
  program.asked.length = 0;
  program.answers = {
    measure_given: () => view,
    given_items: () => ({ total: 1, exact: true, rows: [{ item: "i1", ordinal: 4, externalId: "essay-4", excerpt: "The mill opened", disagreement: 0.5 }] }),
  };
});
afterEach(cleanup);

it("says how often the consensus is right, by which consensus, and why a figure is undefined", async () => {
  const { container } = render(GivenPanel, { asOf: 77 });
  await screen.findByText("The consensus gives the right verdict in 60 % of cases (95 %: 50 % to 70 %): 3 of 5 items are right. 1 item is unresolved, as reviewers are divided, and counts as not right.");
  expect(screen.getByText("It finds 50 % of the spans that should be marked, and 25 % of its own are beside them.")).toBeTruthy();
  expect(screen.getByText("Weighted, words by half or more")).toBeTruthy();
  expect(screen.getByText("Undefined: No label.")).toBeTruthy();
  expect(screen.queryByText(/No verdict yet/)).toBeNull();
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
});

it("opens the items behind a part and a figure", async () => {
  render(GivenPanel, { asOf: 77 });
  await fireEvent.click(await screen.findByRole("button", { name: /behind Marked otherwise/ }));
  await screen.findByText("essay-4");
  expect(program.asked.at(-1)).toEqual(["given_items", { asOf: 77, behind: 6, offset: 0, limit: 100 }]);
});

it("is measured anew when something happened, and is not there where no file gave an answer", async () => {
  const { rerender, container } = render(GivenPanel, { asOf: 77 });
  await screen.findByRole("table");
  program.answers["measure_given"] = () => null;
  await rerender({ asOf: 78 });
  await vi.waitFor(() => expect(container.querySelector("table")).toBeNull());
  expect(program.asked.filter(([name]) => name === "measure_given").length).toBe(2);
});

it("speaks of one item as of one, and of none without a figure", () => {
  const one = { ...view, counted: { items: 1, behind: 0 }, same: { items: 1, behind: 1 }, unresolved: { items: 0, behind: 3 }, spans: null };
  expect(givenInWords(one)).toEqual(["The consensus gives the right verdict in 60 % of cases (95 %: 50 % to 70 %): 1 of 1 item is right."]);
  const none = { ...one, accuracy: figure("value", null, "Nobody."), notReviewed: { items: 2, behind: 4 } };
  expect(givenInWords(none)).toEqual(["2 items have a right answer, and no reviewer has given a verdict on any of them yet."]);
});
