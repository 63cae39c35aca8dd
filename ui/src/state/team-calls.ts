/** The plan of who reviews what, and packets: work out as files, reviews back in. */

import { call } from "../ipc/client";
import type { PacketTaken, PlanWish, Progress } from "../ipc/contract";
import { askForFiles, askForFolder, askWhereToSave } from "../ipc/dialogs";
import { forgetFigures } from "./kept-figures";

const packets = [{ name: "Touchstone packet", extensions: ["touchstone-packet"] }];

/** The plan in force and how it fits, or a proposal. */
export const readPlan = () => call("assignment", null);
/** What would come of a plan. Nothing is changed. */
export const previewPlan = (wish: PlanWish) => call("preview_assignment", wish);
/** Puts a plan in force. What was begun or sent out stays with whoever has it. */
export function setPlan(wish: PlanWish, onprogress: (progress: Progress) => void) {
  forgetFigures();
  return call("set_assignment", wish, onprogress);
}
/** Takes the plan back: everyone may review everything. */
export function removePlan() {
  forgetFigures();
  return call("remove_assignment", null);
}

/** Packets that are out, or were. */
export const listPackets = () => call("packets", null);
/** Makes a packet for each of these reviewers in a folder. */
export const makePackets = (folder: string, reviewers: string[], onprogress: (progress: Progress) => void) => call("make_packets", { folder, reviewers }, onprogress);
/** Takes packets home: files, or whole folders of them. */
export const takePackets = (paths: string[], onprogress: (progress: Progress) => void) => call("take_packets", { paths }, onprogress);
/** Takes what came into a folder or changed there, into the project of this path and no other. */
export const takeNews = (folder: string, into: string) => call("take_packets", { paths: [folder], changedOnly: true, into }, () => undefined);

/** Asks for packets that came back. */
export const choosePackets = () => askForFiles({ title: "Take packets home", filters: packets, multiple: true });
/** Asks for a folder of packets. */
export const chooseFolder = (title: string) => askForFolder({ title });

/** Saves the packet at the desk for sending back, where the reviewer says. Gives the place, or null when they chose none. */
export async function sendBack(name: string): Promise<string | null> {
  const path = await askWhereToSave({ title: "Save for sending back", name: `${name} (done).touchstone-packet`, filters: packets });
  if (path === null) return null;
  const whole = path.toLowerCase().endsWith(".touchstone-packet") ? path : `${path}.touchstone-packet`;
  await call("save_packet", { path: whole });
  return whole;
}

/** What taking a packet came to, in a sentence. */
export function told(packet: PacketTaken): string {
  if (packet.refusal !== null) return packet.refusal;
  const done = `${packet.reviewer} is done with ${packet.items - packet.open} of ${packet.items} items`;
  const news = packet.eventsAdded === 0 ? "nothing was new" : `${packet.reviewsChanged} ${packet.reviewsChanged === 1 ? "review is" : "reviews are"} new or changed`;
  return `${done}; ${news}.`;
}
