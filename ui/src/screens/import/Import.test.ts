/** An import from the first file to the report, against a program that answers from here. */

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { last, program } from "../../../dev/answers";
import { navigation } from "../../state/navigation.svelte";
import { session } from "../../state/session.svelte";
import Import from "./Import.svelte";

vi.mock("../../ipc/bridge", async () => import("../../../dev/answers"));

const info = { name: "samples", path: "/d/samples.touchstone", blind: true, role: "lead", reviewer: null, reviewers: [], items: 2 };
const issue = { file: "samples.csv", line: 7, field: "text", code: "invalid_utf8", message: "The row is not UTF-8; it was left out." };
const look = {
  path: "/d/samples.csv", bytes: 2048, format: "csv", why: "a table with commas", columns: ["id", "text", "origin"], mapping: { id: "id", sample: "text" },
  items: [{ externalId: "x", sample: "S".repeat(5000), sources: ["The source"], facts: [], reviews: 0 }], issues: [issue], trouble: null, refused: null,
};
const presets = ["faithfulness", "faithbench"].map((name) => ({ version: 1, name, labels: [], severities: [], verdicts: [] }));
const missing = (path: string) => ({
  ...look, path, format: null, why: "", columns: [], mapping: {}, items: [], issues: [], refused: { code: "files", message: "“x.touchstone” is not there.", hint: "Check its name and its folder.", detail: path },
});
const report = { itemsAdded: 2, itemsUnchanged: 0, sourcesAdded: 1, reviewsAdded: 0, reviewsChanged: 0, annotationsAdded: 0, reviewersAdded: 0, goldAdded: 0, labelsAdded: [], remarks: [], issues: [issue], issuesNotListed: 0 };

beforeEach(() => {
  program.asked.length = 0;
  program.answers = {
    app_info: () => ({ version: "1", tracing: false }), project_info: () => session.project, create_project: () => info, preset_schemas: () => presets, inspect_files: () => [look],
    run_import: () => report, save_issues: () => null, cancel_job: () => null,
  };
  session.project = null;
  navigation.place = { screen: "import", files: ["/d/samples.csv"] };
});
afterEach(cleanup);

describe("Import", () => {
  it("makes a project of a table, with the columns as chosen, and reports", async () => {
    render(Import);
    await screen.findByText("CSV table", { selector: "b" });
    await fireEvent.change(screen.getByLabelText("Source text"), { target: { value: "origin" } });
    await waitFor(() => expect(last("inspect_files")).toMatchObject({ mapping: { id: "id", sample: "text", source: "origin" } }));
    expect((screen.getByLabelText("Where to keep it") as HTMLInputElement).value).toBe("/d/samples.touchstone");
    expect((await axe.run(document.body, { rules: { region: { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);
    const begin = screen.getByText("Make the project and import").closest("button") as HTMLButtonElement;
    await waitFor(() => expect(begin.disabled).toBe(false));
    await fireEvent.click(begin);
    await screen.findByText("Imported, with some issues");
    expect(last("create_project")).toEqual({ path: "/d/samples.touchstone", name: "samples", schema: "faithfulness", blind: true });
    expect(last("run_import")).toMatchObject({ paths: ["/d/samples.csv"], options: { mapping: { id: "id", sample: "text", source: "origin" } } });
    const place = screen.getByLabelText("Save all issues as a file");
    await fireEvent.input(place, { target: { value: "/d/issues.csv" } });
    await fireEvent.keyDown(place, { key: "Enter" });
    await waitFor(() => expect(last("save_issues")).toEqual({ path: "/d/issues.csv" }));
  });
  it("says why it cannot begin", async () => {
    program.answers["inspect_files"] = () => [{ ...look, mapping: {}, items: [] }];
    render(Import);
    await screen.findAllByText(/No column holds the sample text/);
    expect((screen.getByText("Make the project and import").closest("button") as HTMLButtonElement).disabled).toBe(true);
  });
  it("shows how far it is, and keeps the settings when it is cancelled", async () => {
    session.project = info as never;
    let stop: (error: unknown) => void = () => undefined;
    program.answers["run_import"] = (_, progress) => {
      progress({ unit: "bytes", done: 1_000_000, total: 4_000_000, elapsedMs: 1000, job: "j1", rate: 1_000_000, secondsLeft: 3 });
      return new Promise((_resolve, reject) => (stop = reject));
    };
    render(Import);
    await screen.findByText("CSV table", { selector: "b" });
    await fireEvent.click(screen.getByText("Import", { selector: "button" }));
    await screen.findByText("1.0 MB of 4.0 MB · 1.0 MB each second · 3 s left");
    await fireEvent.click(screen.getByText("Cancel"));
    await waitFor(() => expect(last("cancel_job")).toEqual({ job: "j1" }));
    stop({ code: "cancelled", message: "Stopped.", hint: "", detail: null });
    await screen.findByText(/The import was cancelled/);
    await screen.findByText("CSV table", { selector: "b" });
  });
  it("leaves out a file that cannot be read, says so, and keeps the others", async () => {
    navigation.place = { screen: "import", files: ["/nowhere/x.touchstone", "/d/samples.csv"] };
    program.answers["inspect_files"] = ({ paths }: { paths: string[] }) => paths.map((path) => (path.startsWith("/nowhere") ? missing(path) : { ...look, path }));
    render(Import);
    await screen.findByText(/“x.touchstone” is not there. It was not added./);
    screen.getByText("Check its name and its folder.");
    await screen.findByText("CSV table", { selector: "b" });
    expect(screen.queryByText("x.touchstone")).toBeNull();
    expect((screen.getByLabelText("Name of the project") as HTMLInputElement).value).toBe("samples");
    expect((screen.getByLabelText("Where to keep it") as HTMLInputElement).value).toBe("/d/samples.touchstone");
    await fireEvent.click(screen.getByText("Make the project and import"));
    await screen.findByText("Imported, with some issues");
    expect(last("run_import")).toMatchObject({ paths: ["/d/samples.csv"] });
  });
  it("forgets the name of a file that is taken off the list, and keeps a name that was typed", async () => {
    navigation.place = { screen: "import", files: ["/d/samples.csv", "/e/more.csv"] };
    program.answers["inspect_files"] = ({ paths }: { paths: string[] }) => paths.map((path) => ({ ...look, path }));
    render(Import);
    const name = (await screen.findByLabelText("Name of the project")) as HTMLInputElement;
    await waitFor(() => expect(name.value).toBe("samples"));
    await fireEvent.click(screen.getByLabelText("Take samples.csv off the list"));
    await waitFor(() => expect(name.value).toBe("more"));
    expect((screen.getByLabelText("Where to keep it") as HTMLInputElement).value).toBe("/e/more.touchstone");
    await fireEvent.input(name, { target: { value: "Mine" } });
    await fireEvent.input(screen.getByLabelText("Add a file or folder"), { target: { value: "/d/samples.csv" } });
    await fireEvent.keyDown(screen.getByLabelText("Add a file or folder"), { key: "Enter" });
    await screen.findByLabelText("Take samples.csv off the list");
    expect(name.value).toBe("Mine");
  });
  it("makes a project of its own while another is open, which Back leaves open", async () => {
    session.project = { ...info, name: "open one" } as never;
    navigation.place = { screen: "import", files: ["/d/samples.csv"], fresh: true };
    render(Import);
    await screen.findByText(/open one stays open until the new project is made/);
    await screen.findByLabelText("Name of the project");
    expect(last("inspect_files")).toMatchObject({ schema: "faithfulness" });
    await fireEvent.click(screen.getByText("Back"));
    await waitFor(() => expect(navigation.place).toEqual({ screen: "start" }));
    expect(program.asked.map(([asked]) => asked)).not.toContain("close_project");
    expect(session.project).toMatchObject({ name: "open one" });
  });
  it("shows an error with its cure", async () => {
    program.answers["inspect_files"] = () => {
      throw { code: "io", message: "The file is not there.", hint: "Was it moved?", detail: null };
    };
    render(Import);
    await screen.findByText("Was it moved?");
  });
});
