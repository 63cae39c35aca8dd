/** Filters, snippets, queues and sorting on the project screen, with a program that answers from here. */

import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { program } from "../../../dev/answers";
import { navigation } from "../../state/navigation.svelte";
import { session } from "../../state/session.svelte";
import Project from "./Project.svelte";

vi.mock("../../ipc/bridge", async () => import("../../../dev/answers"));

const ada = { id: "ada", name: "Ada", done: 0, of: 2 };
const info = { name: "Cup", path: "/cup.touchstone", blind: true, role: "lead", reviewer: ada, reviewers: [ada], items: 2 };
const row = (ordinal: number) => ({
  item: `i${ordinal}`, ordinal, externalId: `x/${ordinal}`, excerpt: `Text ${ordinal}`, length: 10, status: "submitted", model: "m", batch: null, language: null,
  submitted: 1, inProgress: 0, skipped: 0, flagged: 0, annotations: 0, disagreement: null, exposure: { coverage: 0.5, density: 2, longest: 9 },
});
const fields = [
  { name: "status", what: "how far", example: "status:submitted", form: "values", values: [{ value: "submitted", name: null }, { value: "skipped", name: null }] },
  { name: "severity", what: "how bad", example: "severity:major", form: "values", values: [{ value: "major", name: "Major" }] },
];
const snippet = { item: "i1", place: "source", source: 2, pieces: [{ text: "the ", hit: false }, { text: "mill", hit: true }, { text: " stands", hit: false }] };
let queues: { name: string; filter: string; items: number; exact: boolean }[];
const asked = (command: string) => program.asked.filter(([name]) => name === command).map(([, request]) => request);

beforeEach(() => {
  localStorage.clear();
  program.asked.length = 0;
  queues = [{ name: "Hard ones", filter: "severity:major", items: 2, exact: true }];
  program.answers = {
    app_info: () => ({ version: "1", tracing: false }), project_info: () => info,
    items_page: (({ filter }: { filter: string }) => {
      if (filter === "severity:huge") throw { code: "bad_filter", message: "“huge” is not a value of severity.", hint: "Write one of major.", detail: filter };
      return { total: filter === "many" ? 2 : 2, exact: filter !== "many", rows: [row(1), row(2)] };
    }) as never,
    items_count: () => ({ items: 1234, exact: true }), measured: () => ({ measured: 2, items: 2 }),
    facets: () => ({ models: [], batches: [], languages: [], labels: [], reviewers: [] }),
    filter_fields: () => fields, my_filter_fields: () => fields, snippets: (({ filter }: { filter: string }) => (filter === "mill" ? [snippet] : [])) as never, my_snippets: () => [],
    queues: () => queues, my_queues: () => queues,
    save_queue: (({ name, filter }: { name: string; filter: string }) => (queues = [...queues, { name, filter, items: 2, exact: true }])) as never,
    remove_queue: (({ name }: { name: string }) => (queues = queues.filter((queue) => queue.name !== name))) as never,
    my_items: () => ({ total: 1, exact: true, rows: [{ item: "i9", at: 1, excerpt: "Mine", status: "not-started", verdict: null, flagged: false }] }),
  };
  session.project = info as never;
  navigation.place = { screen: "project" };
});
afterEach(cleanup);

const field = () => screen.getByRole("combobox", { name: "Search and filter" }) as HTMLInputElement;
const offer = () => within(screen.getByRole("listbox", { name: "What can be typed" })).getByRole("option");
async function type(text: string) {
  field().value = text;
  field().setSelectionRange(text.length, text.length);
  await fireEvent.input(field());
}

describe("Searching", () => {
  it("completes names and values by keys, and is told as a list", async () => {
    render(Project);
    await waitFor(() => expect(asked("filter_fields").length).toBe(1));
    await type("sev");
    expect(offer().textContent).toContain("severity:");
    await fireEvent.keyDown(field(), { key: "ArrowDown" });
    expect(field().getAttribute("aria-activedescendant")).toBe(offer().id);
    expect((await axe.run(document.body, { rules: { region: { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);
    await fireEvent.keyDown(field(), { key: "Enter" });
    await waitFor(() => expect(field().value).toBe("severity:"));
    await waitFor(() => expect(offer().textContent).toContain("major"));
    await fireEvent.keyDown(field(), { key: "ArrowDown" });
    await fireEvent.keyDown(field(), { key: "Enter" });
    await waitFor(() => expect(field().value).toBe("severity:major "));
    await fireEvent.keyDown(field(), { key: "Enter" });
    await waitFor(() => expect(asked("items_page").at(-1)).toMatchObject({ filter: "severity:major " }));
  });
  it("lights what was found where it stands", async () => {
    render(Project);
    await type("mill");
    await waitFor(() => expect(document.querySelector("mark")?.textContent).toBe("mill"));
    expect(document.querySelector(".found-in")?.textContent).toBe("source 2");
    await type("other");
    await waitFor(() => expect(document.querySelector("mark")).toBeNull());
  });
  it("says what is wrong with a filter below its field, and keeps no such queue", async () => {
    render(Project);
    await type("severity:huge");
    await screen.findByText(/is not a value of severity/);
    expect(field().getAttribute("aria-invalid")).toBe("true");
    expect(screen.queryByText("Keep as a queue…")).toBeNull();
    await type("severity:major");
    await waitFor(() => expect(screen.queryByText(/is not a value/)).toBeNull());
  });
  it("shows the first rows at once and how many there are when it is counted", async () => {
    render(Project);
    await type("many");
    await waitFor(() => expect(screen.getByTestId("total").textContent).toContain("1,234 of 2 items"));
    expect(screen.getAllByRole("row").length).toBeGreaterThan(2);
  });
  it("sorts by a column, the other way round, and no more", async () => {
    render(Project);
    await screen.findByText("x/1");
    const sorts = () => asked("items_page").map((request) => (request as { sort: { key: string; reversed: boolean } }).sort);
    for (const reversed of [false, true]) {
      await fireEvent.click(screen.getByRole("button", { name: /Disagreement/ }));
      await waitFor(() => expect(sorts().at(-1)).toEqual({ key: "disagreement", reversed }));
    }
    await fireEvent.click(screen.getByRole("button", { name: /Disagreement/ }));
    await waitFor(() => expect(sorts().at(-1)).toEqual({ key: "file-order", reversed: false }));
  });
  it("shows columns that were hidden, and remembers them", async () => {
    render(Project);
    await fireEvent.click(screen.getByText("Columns…"));
    await fireEvent.click(screen.getByLabelText("Longest run"));
    await screen.findByRole("columnheader", { name: "Longest run" });
    expect((await screen.findAllByText("9")).length).toBe(2);
    expect(localStorage.getItem("touchstone.columns")).toContain("longest");
  });
});

describe("Queues", () => {
  it("are opened by a click or Alt and a digit, kept and removed", async () => {
    render(Project);
    await fireEvent.click(await screen.findByRole("button", { name: "Hard ones 2" }));
    await waitFor(() => expect(field().value).toBe("severity:major"));
    await fireEvent.click(screen.getByText("Clear filters"));
    await waitFor(() => expect(field().value).toBe(""));
    await fireEvent.keyDown(window, { code: "Digit1", key: "1", altKey: true });
    await waitFor(() => expect(field().value).toBe("severity:major"));
    await type("status:skipped");
    await fireEvent.click(await screen.findByText("Keep as a queue…"));
    await fireEvent.input(screen.getByLabelText("Name of the queue"), { target: { value: "Passed over" } });
    await fireEvent.click(screen.getByText("Keep"));
    await screen.findByRole("button", { name: "Passed over 2" });
    expect(asked("save_queue")).toEqual([{ name: "Passed over", filter: "status:skipped" }]);
    await fireEvent.click(screen.getByRole("button", { name: "More for Passed over" }));
    await fireEvent.click(screen.getByText("Remove"));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Passed over 2" })).toBeNull());
  });
  it("are a reviewer's own, and lead into the review", async () => {
    program.answers["project_info"] = () => ({ ...info, role: "reviewer" });
    session.project = { ...info, role: "reviewer" } as never;
    render(Project);
    await fireEvent.click(await screen.findByRole("button", { name: "Hard ones 2" }));
    await fireEvent.click(await screen.findByText("Review these items"));
    await waitFor(() => expect(navigation.place).toEqual({ screen: "review", queue: "Hard ones" }));
    expect(program.asked.map(([command]) => command)).not.toContain("queues");
    expect(program.asked.map(([command]) => command)).not.toContain("snippets");
  });
});
