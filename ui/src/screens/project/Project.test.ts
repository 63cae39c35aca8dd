/** The project screen with a million items behind a program that answers from here. */

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { program } from "../../../dev/answers";
import { navigation } from "../../state/navigation.svelte";
import { session } from "../../state/session.svelte";
import Project from "./Project.svelte";

vi.mock("../../ipc/bridge", async () => import("../../../dev/answers"));

const ada = { id: "ada", name: "Ada", done: 12, of: 50 };
const info = { name: "Cup", path: "/cup.touchstone", blind: true, role: "lead", reviewer: ada, reviewers: [ada, { id: "g", name: "Grace", done: 0, of: 0 }], items: 1_000_000 };
const row = (ordinal: number) => ({
  item: `i${ordinal}`, ordinal, externalId: `x/${ordinal}`, excerpt: `Text ${ordinal} `.repeat(50), length: 10, status: "submitted", model: "m".repeat(300), batch: null,
  language: null, submitted: 2, inProgress: 0, flagged: 0, annotations: 3, disagreement: 0.4,
});
const page = ({ offset, limit, filter }: { offset: number; limit: number; filter: string }) => {
  const total = filter === "nowhere" ? 0 : 1_000_000;
  return { total, exact: true, rows: Array.from({ length: Math.min(limit, total) }, (_, at) => row(offset + at + 1)) };
};

const fields = [
  { name: "status", what: "how far the reviews are", example: "status:submitted", form: "values", values: [{ value: "submitted", name: null }, { value: "skipped", name: null }] },
  { name: "generator", what: "who wrote it", example: "generator:gpt", form: "values", values: [{ value: "gpt", name: null }] },
];
const queues = [{ name: "Hard ones", filter: "status:submitted", items: 3, exact: true }];

beforeEach(() => {
  program.asked.length = 0;
  program.answers = {
    app_info: () => ({ version: "1", tracing: false }), project_info: () => info, items_page: page as never,
    facets: () => ({ models: [{ value: "gpt", items: 3 }], batches: [], languages: [], labels: [], reviewers: [] }), set_role: (({ role }: { role: string }) => ({ ...info, role })) as never,
    filter_fields: () => fields, my_filter_fields: () => fields.slice(0, 1), queues: () => queues, my_queues: () => [], snippets: () => [], my_snippets: () => [],
    my_items: () => ({ total: 1, exact: true, rows: [{ item: "i9", at: 1, excerpt: "Mine", status: "not-started", verdict: null, flagged: false }] }),
  };
  session.project = info as never;
  navigation.place = { screen: "project" };
});
afterEach(cleanup);

describe("Project", () => {
  it("draws only the rows in sight, and jumps to the last of a million by key", async () => {
    render(Project);
    await screen.findByText("x/1");
    expect(document.querySelectorAll("[role=row]").length).toBeLessThan(60);
    const grid = screen.getByRole("grid", { name: "Items" });
    await fireEvent.keyDown(grid, { key: "End" });
    await screen.findByText("x/1000000");
    expect(program.asked.filter(([command]) => command === "items_page").length).toBeLessThan(5);
    await fireEvent.keyDown(grid, { key: "Enter" });
    await waitFor(() => expect(navigation.place).toEqual({ screen: "item", item: "i1000000" }));
    expect((await axe.run(document.body, { rules: { region: { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);
  });
  it("searches words and says when nothing fits", async () => {
    render(Project);
    await fireEvent.input(screen.getByLabelText("Search and filter"), { target: { value: "nowhere" } });
    await screen.findByText("No item fits");
    expect(screen.getByTestId("total").textContent).toContain("0 of 1,000,000 items");
    await fireEvent.click(screen.getByText("Show all items"));
    await screen.findByText("x/1");
  });
  it("shows why items cannot be shown, and tries again", async () => {
    const good = program.answers["items_page"];
    program.answers["items_page"] = () => {
      throw { code: "io", message: "The project file cannot be read.", hint: "Is the disk there?", detail: null };
    };
    render(Project);
    await screen.findByText(/cannot be read/);
    if (good) program.answers["items_page"] = good;
    await fireEvent.click(screen.getByText("Try again"));
    await screen.findByText("x/1");
  });
  it("asks for nothing of others in a reviewer's view", async () => {
    program.answers["project_info"] = () => ({ ...info, role: "reviewer" });
    session.project = { ...info, role: "reviewer" } as never;
    render(Project);
    await screen.findByText("Mine");
    expect(program.asked.map(([command]) => command)).not.toContain("items_page");
    expect(program.asked.map(([command]) => command)).not.toContain("facets");
    expect(screen.queryByText("Grace")).toBeNull();
  });
  it("says what to do in an empty project", async () => {
    program.answers["project_info"] = () => ({ ...info, items: 0 });
    session.project = { ...info, items: 0 } as never;
    render(Project);
    await screen.findByText("No items yet");
  });
});
