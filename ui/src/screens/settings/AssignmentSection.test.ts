/** The plan of who reviews what, against a program that answers from here. */

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { last, program } from "../../../dev/answers";
import { navigation } from "../../state/navigation.svelte";
import { session } from "../../state/session.svelte";
import AssignmentSection from "./AssignmentSection.svelte";

vi.mock("../../ipc/bridge", async () => import("../../../dev/answers"));

const people = [{ id: "r1", name: "Ada", done: 3, of: 20 }, { id: "r2", name: "Bo", done: 0, of: 20 }];
const info = { name: "cup", path: "/cup.touchstone", blind: true, role: "lead" as const, reviewer: null, reviewers: people, items: 20, warning: null };
const wish = { overlap: 2, calibration: 0, checks: null, reviewers: ["r1", "r2"], quotas: [] };

beforeEach(() => {
  program.asked.length = 0;
  session.project = info;
  program.answers = {
    app_info: () => ({ version: "1", tracing: false }),
    project_info: () => info,
    assignment: () => ({ inForce: false, wish, newItems: 0, withoutPart: [], gone: [] }),
    preview_assignment: (asked: typeof wish) => ({
      items: 20, full: 20, partly: 0, unassigned: 0, words: `Each by ${asked.overlap}.`,
      shares: asked.reviewers.map((reviewer) => ({ reviewer, name: people.find(({ id }) => id === reviewer)?.name ?? "", items: 10, kept: 3 })),
    }),
    set_assignment: () => ({ items: 20, full: 20, partly: 0, unassigned: 0, words: "", shares: [] }),
  };
});
afterEach(cleanup);

describe("Assignment without reviewers", () => {
  it("says so once, and opens the place where they are added", async () => {
    session.project = { ...info, reviewers: [] };
    program.answers["assignment"] = () => ({ inForce: false, wish: { ...wish, reviewers: [] }, newItems: 0, withoutPart: [], gone: [] });
    render(AssignmentSection);
    await fireEvent.click(await screen.findByRole("button", { name: "Add reviewers…" }));
    expect(navigation.place).toEqual({ screen: "settings", section: "reviewers" });
    screen.getByText("Nobody takes part yet.");
  });
});

describe("Assignment", () => {
  it("shows what would come of a plan while it is changed, and sets exactly that", async () => {
    render(AssignmentSection);
    await screen.findByText("Each by 2.");
    await fireEvent.input(screen.getByLabelText("Reviewers for each item"), { target: { value: "1" } });
    await fireEvent.input(screen.getByLabelText("Limit for Bo"), { target: { value: "7" } });
    await screen.findByText("Each by 1.");
    expect(last("set_assignment")).toBeUndefined();
    expect((await axe.run(document.body, { rules: { region: { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);
    await waitFor(() => expect(last("preview_assignment")).toMatchObject({ quotas: [{ reviewer: "r2", items: 7 }] }));
    await fireEvent.click(screen.getByRole("button", { name: "Set the plan" }));
    await waitFor(() => expect(last("set_assignment")).toEqual({ ...wish, overlap: 1, quotas: [{ reviewer: "r2", items: 7 }] }));
  });
  it("does not ask with what is no number, and says so", async () => {
    render(AssignmentSection);
    await screen.findByText("Each by 2.");
    await fireEvent.input(screen.getByLabelText("Reviewers for each item"), { target: { value: "0" } });
    await screen.findByText("Write a whole number from 1.");
    expect((screen.getByRole("button", { name: "Set the plan" }) as HTMLButtonElement).disabled).toBe(true);
  });
  it("tells what has changed since the plan was set", async () => {
    program.answers["assignment"] = () => ({ inForce: true, wish, newItems: 4, withoutPart: ["Cy"], gone: ["Di"] });
    render(AssignmentSection);
    await screen.findByText("4 items came after the plan, and nobody has them yet.");
    screen.getByText(/Cy take no part/);
    screen.getByRole("button", { name: "Bring the plan up to date" });
  });
});
