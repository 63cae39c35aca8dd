/** The export screen against a program that answers from here. */

import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { last, program } from "../../../dev/answers";
import { session } from "../../state/session.svelte";
import Export from "./Export.svelte";

vi.mock("../../ipc/bridge", async () => import("../../../dev/answers"));

const whole = { items: 140, records: 140, excluded: 0, excludedByFilter: 0, unfinished: 8, lost: ["Corrections are not held."], firstRecord: '{"id":"x"}', why: null as string | null };

beforeEach(() => {
  program.asked.length = 0;
  program.answers = {
    export_plan: ({ filter }) => (filter === null ? whole : { ...whole, items: 132, records: 132, excluded: 8, excludedByFilter: 8 }),
    run_export: () => ({ files: [{ path: "cup.jsonl", sha256: "ab".repeat(32), bytes: 1500 }], records: 132, lost: [], excluded: 8, excludedByFilter: 8 }),
    run_consensus: () => ({ run: "r", items: 140, reviewed: 132, unresolved: 1, spans: 4, contested: 0 }),
  };
  session.project = { name: "cup", path: "/cup.touchstone", blind: true, role: "lead", reviewer: null, reviewers: [], items: 140, warning: null };
});
afterEach(cleanup);

const button = (name: string) => screen.getByText(name, { selector: "button" }) as HTMLButtonElement;

describe("Export", () => {
  it("counts first, leaves unfinished reviews out until asked, and writes what it counted", async () => {
    render(Export);
    await waitFor(() => expect(screen.getByTestId("counts").textContent).toBe("132 of 140 items"));
    screen.getByText("Corrections are not held.");
    await fireEvent.click(screen.getByLabelText(/8 items have an unfinished review/));
    await waitFor(() => expect(screen.getByTestId("counts").textContent).toBe("140 of 140 items"));
    await fireEvent.click(screen.getByLabelText(/8 items have an unfinished review/));
    await waitFor(() => expect(screen.getByTestId("counts").textContent).toBe("132 of 140 items"));
    expect((await axe.run(document.body, { rules: { region: { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);
    expect(button("Export").disabled).toBe(true);
    await fireEvent.input(screen.getByLabelText("File to write"), { target: { value: "/out/cup.jsonl" } });
    await fireEvent.click(button("Export"));
    await screen.findByText("132 items exported");
    expect(last("run_export")).toMatchObject({ format: "jsonl", what: "gold", filter: "status:submitted", out: "/out/cup.jsonl", force: false, names: "pseudonyms", notes: true });
    screen.getByText("ab".repeat(32));
    screen.getByText("8 items stay out by the filter.");
  });
  it("computes a consensus in the way that is chosen, warns where few reviewers are, and counts again", async () => {
    program.answers["list_reviewers"] = () => [{ id: "r1", name: "Ada", active: true, submitted: 12 }, { id: "r2", name: "Bo", active: false, submitted: 9 }, { id: "r3", name: "Cy", active: true, submitted: 0 }];
    render(Export);
    await screen.findByTestId("counts");
    await fireEvent.click(screen.getByRole("button", { name: "Compute the consensus…" }));
    const dialog = screen.getByRole("dialog");
    await within(dialog).findByText("Bo");
    expect(within(dialog).getAllByRole("row").map((row) => row.textContent)).toEqual(["ReviewerReviews", "Ada12", "Bo9"]);
    expect(dialog.textContent).not.toContain("66 %");
    await fireEvent.click(within(dialog).getByRole("radio", { name: /^Dawid-Skene/ }));
    expect(dialog.textContent).toContain("2 reviewers have reviews. In teams drawn from a real crowd, estimating was worse than the majority for 66 % of teams of 2");
    await fireEvent.click(within(dialog).getByRole("radio", { name: /^All reviewers/ }));
    expect((await axe.run(dialog, { rules: { region: { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);
    const before = program.asked.filter(([name]) => name === "export_plan").length;
    await fireEvent.click(within(dialog).getByRole("button", { name: "Compute and store" }));
    await screen.findByText(/The consensus was computed: 132 reviewed items, 1 tie left open, 4 spans/);
    expect(last("run_consensus")).toEqual({ method: "dawid-skene", threshold: "all" });
    expect(program.asked.filter(([name]) => name === "export_plan").length).toBeGreaterThan(before);
    expect(screen.queryByRole("dialog")).toBeNull();
  });
  it("never writes an empty export, and says why", async () => {
    program.answers["export_plan"] = () => ({ ...whole, records: 0, unfinished: 0, why: "Nobody has reviewed anything yet. Review first." });
    render(Export);
    await screen.findAllByText(/Nobody has reviewed anything yet/);
    await fireEvent.input(screen.getByLabelText("File to write"), { target: { value: "/out" } });
    expect(button("Export").disabled).toBe(true);
  });
  it("keeps the choices when writing fails", async () => {
    program.answers["run_export"] = () => {
      throw { code: "exists", message: "A file stands there already.", hint: "Choose another place or replace it.", detail: null };
    };
    render(Export);
    await screen.findByTestId("counts");
    await fireEvent.input(screen.getByLabelText("File to write"), { target: { value: "/out" } });
    await waitFor(() => expect(button("Export").disabled).toBe(false));
    await fireEvent.click(button("Export"));
    await screen.findByText(/stands there already/);
    expect((screen.getByLabelText("File to write") as HTMLInputElement).value).toBe("/out");
  });
  it("is closed to a reviewer", () => {
    session.project = { ...session.project, role: "reviewer" } as never;
    render(Export);
    screen.getByText("The lead exports");
    expect(program.asked.map(([name]) => name)).not.toContain("run_export");
  });
});
