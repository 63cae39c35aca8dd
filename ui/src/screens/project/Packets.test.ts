/** Packets on the Project screen, against a program that answers from here. */

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { last, program } from "../../../dev/answers";
import { tick } from "svelte";
import type { ProjectInfo } from "../../ipc/contract";
import { session } from "../../state/session.svelte";
import { stopWatching, watched } from "../../state/watched-folder.svelte";
import PacketDoors from "./PacketDoors.svelte";

vi.mock("../../ipc/bridge", async () => import("../../../dev/answers"));

const people = [{ id: "r1", name: "Ada", done: 3, of: 20 }, { id: "r2", name: "Bo", done: 20, of: 20 }];
const lead: ProjectInfo = { name: "cup", path: "/cup.touchstone", blind: true, role: "lead", reviewer: null, reviewers: people, items: 20, warning: null };
/** Takes a choice of the menu of packets. */
async function open(choice: string) {
  await fireEvent.click(screen.getByRole("button", { name: "Packets" }));
  await fireEvent.click(await screen.findByText(choice));
}
const clean = async () => expect((await axe.run(document.body, { rules: { region: { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);
const taken = { path: "/in/a.touchstone-packet", reviewer: "Ada", items: 17, open: 2, eventsAdded: 40, reviewsChanged: 15, remarks: ["x/1: Reviewed on two devices."], refusal: null };

beforeEach(() => {
  program.asked.length = 0;
  program.answers = { packets: () => [], project_info: () => lead, app_info: () => ({ version: "1", tracing: false }) };
});
afterEach(() => {
  cleanup();
  stopWatching();
});

describe("Packets", () => {
  it("are made for whoever has something open", async () => {
    program.answers["packets"] = () => [{ reviewer: "Ada", items: 17, madeAt: 0, takenAt: null }];
    program.answers["make_packets"] = () => [{ reviewer: "Ada", items: 17, path: "/out/cup - Ada.touchstone-packet", refusal: null }];
    render(PacketDoors, { project: lead });
    await open("Make packets…");
    await screen.findByText("17 open items; 1 packet not back yet");
    expect((screen.getByLabelText("Bo") as HTMLInputElement).disabled).toBe(true);
    await clean();
    await fireEvent.input(screen.getByLabelText("Folder for the packets"), { target: { value: "/out" } });
    await fireEvent.click(screen.getByRole("button", { name: "Make 1 packet" }));
    await screen.findByText("Ada: 17 items in /out/cup - Ada.touchstone-packet");
    expect(last("make_packets")).toEqual({ folder: "/out", reviewers: ["r1"] });
  });
  it("are taken, with what is odd about them told", async () => {
    program.answers["dialog.open"] = () => [taken.path, "/in/bad.touchstone-packet"];
    program.answers["take_packets"] = () => [taken, { ...taken, path: "/in/bad.touchstone-packet", refusal: "The packet was altered outside of Touchstone.", remarks: [] }];
    render(PacketDoors, { project: lead });
    await open("Take packets…");
    await fireEvent.click(screen.getByRole("button", { name: "Choose packets…" }));
    await screen.findByText("Ada is done with 15 of 17 items; 15 reviews are new or changed.");
    screen.getByText("x/1: Reviewed on two devices.");
    screen.getByText("The packet was altered outside of Touchstone.");
    await clean();
  });
  it("are taken from a folder as they come, until another project is open", async () => {
    program.answers["take_packets"] = () => [];
    session.project = lead;
    render(PacketDoors, { project: lead });
    await open("Take packets…");
    await fireEvent.input(screen.getByLabelText("Or a packet or folder of packets"), { target: { value: "/in" } });
    await fireEvent.click(screen.getByLabelText("Go on taking what comes into this folder"));
    await fireEvent.click(screen.getByRole("button", { name: "Take" }));
    await screen.findByText("There is no packet in this folder.");
    await waitFor(() => expect(last("take_packets")).toEqual({ paths: ["/in"], changedOnly: true, into: "/cup.touchstone" }));
    expect(watched.folder).toBe("/in");
    session.project = { ...lead };
    await tick();
    expect(watched.folder).toBe("/in");
    session.project = { ...lead, path: "/other.touchstone" };
    await tick();
    expect(watched.folder).toBeNull();
  });
  it("are saved for sending back by whoever works in one", async () => {
    program.answers["dialog.save"] = () => "/home/ada/done";
    program.answers["save_packet"] = () => null;
    render(PacketDoors, { project: { ...lead, name: "Packet for Ada", role: "reviewer", packet: true } });
    expect(screen.queryByRole("button", { name: "Packets" })).toBeNull();
    await fireEvent.click(screen.getByRole("button", { name: "Save for sending back…" }));
    await waitFor(() => expect(last("save_packet")).toEqual({ path: "/home/ada/done.touchstone-packet" }));
  });
});
