// A team without a server, in the real window: the lead adds three reviewers and plans, packets go out, each is opened
// and worked in as a file of its own (one by keyboard alone), they come home, agreement is read, one item is decided, and
// the export holds the soft labels.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { makeProject } from "./items.mjs";
import { Key, jsonLines, openWindow, ownFolder, touchstone } from "./window.mjs";

const folder = ownFolder();
const packets = join(folder, "packets");
let project;
let window;

before(async () => {
  mkdirSync(packets);
  project = makeProject(folder);
  window = await openWindow([project], folder);
});
after(() => window?.close());

const look = (name) => window.look(`team-${name}`, { large: [1400, 880], back: [1400, 880] });
const shown = () => window.texts("[data-pane=sample] .line").then((lines) => lines.join("\n"));
const status = () => touchstone("status", project, "--json");

/** Hands in what is on the desk, and waits for the next item or the end. */
async function submit() {
  const before = await shown();
  await window.press(Key.ENTER);
  await window.until("the next item or the end", async () => (await window.texts("h2")).includes("All done") || (await shown()) !== before);
}
async function give(verdict, key) {
  await window.press(key);
  await window.find(`[data-verdict=${verdict}][aria-pressed=true]`);
}

test("the lead of a new project is asked who reviews, and adds three from the plan", async () => {
  await window.sees("h2", "Who reviews?");
  await window.choose("header .name button", "Settings");
  await window.clickButton("Assignment", "nav button");
  await window.sees("main", "Nobody reviews here yet");
  await look("assignment-nobody");
  await window.clickButton("Add reviewers…");
  for (const name of ["Ada", "Bo", "Cy"]) {
    await window.fill("Name", name);
    await window.press(Key.ENTER);
    await window.sees("main table", name);
  }
  await look("reviewers");
});

test("the plan is shown while it is changed, and set", async () => {
  await window.clickButton("Assignment", "nav button");
  await window.sees("main [role=status]", "Each of 3 reviewers gets 2 items");
  await window.fill("Reviewers for each item", "3");
  await window.sees("main [role=status]", "Each of 3 reviewers gets 3 items");
  await look("assignment");
  await window.clickButton("Set the plan");
  await window.find("main button:not(:disabled)");
  await window.sees("main button", "Bring the plan up to date");
});

test("three packets are made into a folder", async () => {
  await window.choose("header .name button", "Project");
  await window.sees("[data-testid=total]", "3 items");
  await look("project");
  await window.choose("header .packets button", "Make packets…");
  await window.fill("Folder for the packets", packets);
  await look("make-packets");
  await window.clickButton("Make 3 packets");
  await window.sees("[aria-label='What was made'] li", "Cy: 3 items");
  await look("packets-made");
  await window.clickButton("Close", "dialog button");
  assert.equal(readdirSync(packets).length, 3);
  await window.close();
});

const packetOf = (name) => join(packets, readdirSync(packets).find((file) => file.includes(name)));

test("Ada opens her packet and works by keyboard alone", async () => {
  window = await openWindow([packetOf("Ada")], folder);
  await window.find("[data-pane=sample] .line");
  assert.ok(!(await window.texts("body"))[0].includes("Bo"), "nobody else is named");
  await look("packet-review");
  for (let items = 0; items < 3; items += 1) {
    const text = await shown();
    if (text.includes("bridge was opened")) {
      await window.press([Key.CONTROL, Key.HOME]);
      for (let words = 0; words < 3; words += 1) await window.press([Key.CONTROL, Key.ARROW_RIGHT]);
      for (let words = 0; words < 3; words += 1) await window.press([Key.CONTROL, Key.SHIFT, Key.ARROW_RIGHT]);
      await window.sees(".chosen", "opened in 1936");
      await window.press("2");
      await window.sees("[data-card]", "opened in 1936");
      await window.press("n");
      await window.sees("[data-card]", "none exists");
      await give("hallucinated", "h");
    } else if (text.includes("The poet")) await give("unsure", "u");
    else await give("clean", "c");
    await submit();
  }
  await window.sees("h2", "All done");
  await look("packet-done");
  await window.close();
});

test("Bo and Cy work in theirs, and see it otherwise", async () => {
  for (const [name, phrase, key] of [["Bo", "1936", "2"], ["Cy", null, null]]) {
    window = await openWindow([packetOf(name)], folder);
    for (let items = 0; items < 3; items += 1) {
      await window.find("[data-pane=sample] .line");
      const text = await shown();
      if (phrase && text.includes(phrase)) {
        await window.drag("sample", phrase);
        await window.press(key);
        await window.sees("[data-card]", phrase);
        await window.press("n");
        await window.sees("[data-card]", "none exists");
        await give("hallucinated", "h");
      } else await give("clean", "c");
      await submit();
    }
    await window.sees("h2", "All done");
    await window.choose("header .name button", "Your items");
    await window.sees("h2", `Packet for ${name}`);
    if (name === "Bo") await look("packet-items");
    await window.close();
  }
});

test("the packets come home, one of them under another name", async () => {
  renameSync(packetOf("Bo"), join(packets, "back again.touchstone-packet"));
  window = await openWindow([project], folder);
  await window.find("[data-pane=sample] .line");
  await window.choose("header .name button", "Your items");
  await window.clickButton("See it as the lead");
  await window.clickButton("Become the lead");
  await window.sees("[data-testid=total]", "3 items");
  await window.choose("header .packets button", "Take packets…");
  await window.fill("Or a packet or folder of packets", packets);
  await look("take-packets");
  await window.clickButton("Take", "dialog button");
  await window.sees("[aria-label='What was taken'] li", "Bo is done with 3 of 3 items");
  await look("packets-taken");
  await window.clickButton("Close", "dialog button");
  assert.equal(status().reviews.submitted, 9);
  await window.until("what came home in the table", async () => (await window.texts("[role=row]")).filter((row) => row.includes("Submitted")).length === 3);
  await look("project-home");
});

test("agreement is read", async () => {
  await window.clickButton("Agreement");
  await window.sees("main", "9 reviews");
  await window.picture("team-agreement");
});

test("one item is decided and settled", async () => {
  await window.choose("header .name button", "Adjudicate");
  await window.find("[data-card][aria-current=true]");
  const before = await shown();
  const left = async () => (await window.texts("footer .left"))[0];
  for (let acts = 0; acts < 10 && (await left()) !== "nothing left to decide"; acts += 1) {
    const now = await left();
    await window.press("a");
    await window.find("[data-cause]");
    await window.press("2");
    await window.until("one less", async () => (await left()) !== now);
  }
  await window.until("the next item", async () => {
    if ((await shown()) !== before) return true;
    await window.press(Key.ENTER);
    return false;
  });
  assert.equal(status().adjudication.settled, 1);
});

test("the export holds the soft labels, and the project is sound", async () => {
  const out = join(folder, "gold.jsonl");
  await window.choose("header .name button", "Export");
  await window.sees("[data-testid=counts]", "3 of 3 items");
  await window.fill("File to write", out);
  await window.clickButton("Export");
  await window.sees("h2", "3 items exported");
  const records = jsonLines(out);
  const bridge = records.find(({ id }) => id === "bridge");
  assert.deepEqual(records.map(({ gold }) => gold.origin).sort(), ["adjudicated", "consensus", "consensus"]);
  await window.close();
  const consensus = touchstone("consensus", project, "--json").items.find(({ item }) => item === "bridge");
  assert.ok(consensus.soft.some(({ share }) => share > 0 && share < 1), JSON.stringify(consensus.soft));
  assert.ok(JSON.stringify(bridge).includes("soft"), JSON.stringify(bridge.gold));
  assert.equal(touchstone("verify", project, "--json").ok, true);
});
