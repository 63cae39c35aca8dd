/** The settings against a program that answers from here. */

import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { last, program } from "../../../dev/answers";
import { navigation, type SettingsSection } from "../../state/navigation.svelte";
import { session } from "../../state/session.svelte";
import Settings from "./Settings.svelte";

vi.mock("../../ipc/bridge", async () => import("../../../dev/answers"));

const label = (id: string, key: string) => ({ id, name: id, parent: null, colour: Number(key), key, definition: "", examples: [], counterExamples: [], evidence: "none", note: false });
const schema = {
  version: 3, name: "own", labels: [label("wrong", "1"), label("made-up", "2")], severities: [{ id: "minor", name: "Minor" }],
  verdicts: [{ id: "clean", name: "Clean", meaning: "clean", key: "c" }, { id: "bad", name: "Bad", meaning: "hallucinated", key: "h" }],
};
const ada = { id: "r1", name: "Ada", active: true, submitted: 7, inProgress: 1, skipped: 0, annotations: 12, elapsedMs: 70_000 };
const info = { name: "cup", path: "/cup.touchstone", blind: true, role: "lead" as const, reviewer: null, reviewers: [{ id: "r1", name: "Ada", done: 7, of: 9 }], items: 9, warning: null };
const button = (name: string | RegExp) => screen.getByRole("button", { name }) as HTMLButtonElement;
const open = (section: SettingsSection) => {
  navigation.place = { screen: "settings", section };
  render(Settings);
};
const clean = async () => expect((await axe.run(document.body, { rules: { region: { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);

beforeEach(() => {
  program.asked.length = 0;
  localStorage.clear();
  session.project = info;
  program.answers = {
    review_guidance: () => ({ schema, guidelines: "# Old", blind: true }), label_uses: () => [{ id: "wrong", annotations: 12 }],
    save_schema: ({ schema: saved }: { schema: typeof schema }) => ({ ...saved, version: 4 }), save_guidelines: () => null,
    list_reviewers: () => [ada], rename_reviewer: () => info, erase_reviewer_name: () => info, set_reviewer_active: () => info,
    project_settings: () => ({ order: "shuffled", createdAt: 0, program: "Touchstone 1" }), set_order: () => ({ order: "as-imported", createdAt: 0, program: "Touchstone 1" }),
    save_appearance: () => null, "app.theme": () => null,
  };
});
afterEach(cleanup);

describe("Settings", () => {
  it("puts a changed schema in force as the next version", async () => {
    open("labels");
    await fireEvent.input(await screen.findByLabelText("What it means"), { target: { value: "The source says otherwise." } });
    expect(screen.getAllByText("The source says otherwise.").length).toBeGreaterThan(0);
    await clean();
    await fireEvent.click(button("Save as version 4"));
    await screen.findByText("Everything is saved.");
    expect(last("save_schema")).toMatchObject({ schema: { labels: [{ id: "wrong", definition: "The source says otherwise." }, { id: "made-up" }] } });
    button("Save as version 5");
  });
  it("says what happens to annotations of a label that goes", async () => {
    open("labels");
    await screen.findByLabelText("What it means");
    await fireEvent.click(button("Remove"));
    await fireEvent.click(button("Save as version 4"));
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain("12 annotations keep it");
    expect(last("save_schema")).toBeUndefined();
    await fireEvent.click(within(dialog).getByText("Save the new version"));
    await waitFor(() => expect(last("save_schema")).toMatchObject({ schema: { labels: [{ id: "made-up" }] } }));
  });
  it("keeps what is not saved over a visit elsewhere, and refuses a key that is taken", async () => {
    open("labels");
    await fireEvent.input(await screen.findByLabelText("Key"), { target: { value: "2" } });
    expect(button("Save as version 4").disabled).toBe(true);
    expect(screen.getAllByText(/belongs to “wrong” already/).length).toBeGreaterThan(0);
    cleanup();
    open("labels");
    await screen.findByText(/belongs to “wrong” already.*/, { selector: "footer *" });
    expect((await screen.findByLabelText("Key") as HTMLInputElement).value).toBe("2");
  });
  it("adds a label with a key, a colour and a name of its own", async () => {
    open("labels");
    await screen.findByLabelText("What it means");
    await fireEvent.click(button("Add a label"));
    await fireEvent.input(screen.getByLabelText("Name"), { target: { value: "Wrong number" } });
    await fireEvent.click(button("Save as version 4"));
    await waitFor(() => expect(last("save_schema")).toMatchObject({ schema: { labels: [{}, {}, { id: "wrong-number", name: "Wrong number", key: "3", colour: 3 }] } }));
  });
  it("saves guidelines beside their preview", async () => {
    open("guidelines");
    const field = await screen.findByLabelText("Guidelines as Markdown");
    await fireEvent.input(field, { target: { value: "# New **rule**" } });
    screen.getByRole("heading", { name: "New rule" });
    await clean();
    await fireEvent.click(button("Save"));
    await screen.findByText("Everything is saved.");
    expect(last("save_guidelines")).toEqual({ text: "# New **rule**" });
  });
  it("erases a name only after saying what stays", async () => {
    open("reviewers");
    await fireEvent.click(await screen.findByLabelText("More for Ada"));
    await fireEvent.click(screen.getByText("Erase the name…"));
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain("7 submitted reviews and 12 annotations");
    expect(last("erase_reviewer_name")).toBeUndefined();
    await fireEvent.click(within(dialog).getByText("Erase the name"));
    await waitFor(() => expect(last("erase_reviewer_name")).toEqual({ reviewer: "r1" }));
  });
  it("shows an error of the program, and leaves people as they are", async () => {
    program.answers["set_reviewer_active"] = () => { throw { code: "busy", message: "The file is busy.", hint: "Try again.", detail: null }; };
    open("reviewers");
    await fireEvent.click(await screen.findByLabelText("Ada reviews here"));
    await screen.findByText("The file is busy.");
    await clean();
  });
  it("gives a reviewer the appearance, and nothing of the lead's", async () => {
    session.project = { ...info, role: "reviewer" };
    open("labels");
    expect(screen.getAllByRole("button").map((each) => each.textContent)).not.toContain("Labels");
    await fireEvent.click(screen.getByLabelText("Dark"));
    expect(document.documentElement.dataset["theme"]).toBe("dark");
    await waitFor(() => expect(last("save_appearance")).toMatchObject({ theme: "dark", textSize: 100 }));
    expect(program.asked.map(([name]) => name)).not.toContain("review_guidance");
  });
});
