/** The start screen against a program that answers from here. */

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { navigation } from "../../state/navigation.svelte";
import { session } from "../../state/session.svelte";
import Start from "./Start.svelte";

const program = vi.hoisted(() => ({ answer: (command: string, request: unknown): unknown => [command, request], asked: [] as [string, unknown][] }));
vi.mock("../../ipc/bridge", () => ({
  send: async (command: string, request: unknown) => {
    program.asked.push([command, request]);
    return program.answer(command, request);
  },
  hear: async () => () => undefined,
  hearDrops: async () => () => undefined,
}));

const long = `/home/${"very-long-folder/".repeat(30)}reviews.touchstone`;
const info = { name: "reviews", path: long, blind: false, role: "lead", reviewer: null, reviewers: [], items: 0 };

beforeEach(() => {
  program.asked.length = 0;
  navigation.place = { screen: "start" };
});
afterEach(cleanup);

describe("Start", () => {
  it("opens a recent project and goes to it", async () => {
    program.answer = (command) => (command === "list_recent" ? [{ name: "reviews", path: long }] : info);
    render(Start);
    await fireEvent.click(await screen.findByText("reviews"));
    await waitFor(() => expect(navigation.place.screen).toBe("project"));
    expect(program.asked).toContainEqual(["open_project", { path: long }]);
    expect((await axe.run(document.body, { rules: { region: { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);
  });
  it("says what to do when there is no project yet", async () => {
    program.answer = () => [];
    render(Start);
    await screen.findByText(/Begin with the demo project/);
  });
  it("shows why a project cannot be opened, and stays", async () => {
    program.answer = (command) => {
      if (command === "list_recent") return [];
      throw { code: "locked", message: "The project is open in another window.", hint: "Close it there.", detail: null };
    };
    render(Start);
    const field = screen.getByLabelText("Open the project at this place");
    await fireEvent.input(field, { target: { value: "/a.touchstone" } });
    await fireEvent.keyDown(field, { key: "Enter" });
    await screen.findByText(/open in another window/);
    expect(navigation.place.screen).toBe("start");
  });
  it("leads other files to the import", async () => {
    program.answer = () => [];
    render(Start);
    const field = screen.getByLabelText("Open the project at this place");
    await fireEvent.input(field, { target: { value: "/a.csv" } });
    await fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() => expect(navigation.place).toEqual({ screen: "import", files: ["/a.csv"], fresh: true }));
  });
  it("keeps the open project while a new one is begun: nothing is closed by looking", async () => {
    session.project = { ...info, warning: null } as never;
    program.answer = () => [];
    render(Start);
    await fireEvent.click(screen.getByText("New project from files…"));
    await waitFor(() => expect(navigation.place).toEqual({ screen: "import", files: [], fresh: true }));
    expect(program.asked.map(([name]) => name)).not.toContain("close_project");
    expect(session.project).toMatchObject({ name: "reviews" });
  });
  it("opens the demo project in one click", async () => {
    program.answer = (command) => (command === "list_recent" ? [] : info);
    render(Start);
    await fireEvent.click(screen.getByText("Open the demo project"));
    await waitFor(() => expect(navigation.place.screen).toBe("review"));
    expect(program.asked).toContainEqual(["create_demo", { path: null }]);
  });
});
