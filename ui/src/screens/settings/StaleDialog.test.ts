/** Reviews under earlier labels: what is told, decided and taken back, against a program that answers from here. */

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { last, program } from "../../../dev/answers";
import type { LabelSchema, StaleView } from "../../ipc/contract";
import StaleDialog from "./StaleDialog.svelte";
import { choicesFor } from "./stale-words";

vi.mock("../../ipc/bridge", async () => import("../../../dev/answers"));

const label = (id: string, name: string) => ({ id, name, parent: null, colour: 1, key: null, definition: "", examples: [], counterExamples: [], evidence: "none" as const, note: false });
const schema: LabelSchema = {
  version: 2, name: "faithfulness", labels: [label("unsupported", "Unsupported"), label("other", "Other")],
  severities: [{ id: "minor", name: "Minor" }], verdicts: [{ id: "clean", name: "Clean", meaning: "clean", key: null }],
};
const view: StaleView = {
  version: 2, reviews: 14,
  names: [
    { what: "label", name: "contradiction", called: "Contradiction", meant: "The source says otherwise.", gone: true, versions: [1], reviews: 9, gold: 2 },
    { what: "label", name: "other", called: "Other", meant: "Anything else.", gone: false, versions: [1], reviews: 5, gold: 0 },
  ],
  migrations: [],
};
const past = { id: "m1", version: 2, by: "Ada", at: 0, reason: "merged", decisions: [{ what: "label" as const, from: "contradiction", to: "unsupported" }] };

beforeEach(() => {
  program.asked.length = 0;
  program.answers = {
    migrate_names: () => ({ ...view, reviews: 0, names: [], migrations: [past] }),
    take_migration_back: () => view,
    stale_items: () => ({ total: 1, exact: true, rows: [{ item: "i1", ordinal: 7, externalId: "x/7", excerpt: "He said", disagreement: null }] }),
  };
});
afterEach(cleanup);

describe("Reviews under earlier labels", () => {
  it("are decided name by name, with a reason", async () => {
    let now = view;
    render(StaleDialog, { view, schema, onchange: (changed) => (now = changed), onclose: () => undefined });
    screen.getByText(/14 reviews use names/);
    screen.getByText(/It meant: The source says otherwise/);
    const decide = screen.getByRole("button", { name: "Decide 0 names", hidden: true });
    expect((decide as HTMLButtonElement).disabled).toBe(true);
    await fireEvent.change(screen.getByLabelText("What “contradiction” is called now"), { target: { value: "unsupported" } });
    await fireEvent.change(screen.getByLabelText("What “other” is called now"), { target: { value: "" } });
    await fireEvent.input(screen.getByLabelText("Why"), { target: { value: "merged" } });
    screen.getByText(/1 name is read as another in up to 9 reviews each; 1 name stays; 0 names wait/);
    await fireEvent.click(screen.getByRole("button", { name: "Decide 2 names", hidden: true }));
    await waitFor(() => expect(now.names).toEqual([]));
    expect(last("migrate_names")).toEqual({
      reason: "merged",
      decisions: [{ what: "label", from: "contradiction", to: "unsupported" }, { what: "label", from: "other", to: null }],
    });
    expect((await axe.run(document.body, { rules: { region: { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);
  });
  it("show the items behind a name, and are given back", async () => {
    let now: StaleView | null = null;
    render(StaleDialog, { view: { ...view, migrations: [past] }, schema, onchange: (changed) => (now = changed), onclose: () => undefined });
    await fireEvent.click(screen.getAllByText("Show the items")[0] as HTMLElement);
    await screen.findByText("x/7");
    expect(last("stale_items")).toEqual({ what: "label", name: "contradiction", offset: 0, limit: 100 });
    screen.getByText("the label “contradiction” is read as “unsupported”.");
    await fireEvent.click(screen.getByRole("button", { name: "Take back", hidden: true }));
    await waitFor(() => expect(now).toEqual(view));
    expect(last("take_migration_back")).toEqual({ migration: "m1" });
  });
  it("become a name of the same kind, and never themselves", () => {
    expect(choicesFor(view.names[1] as never, schema).map(({ id }) => id)).toEqual([" ", "", "unsupported"]);
  });
});
