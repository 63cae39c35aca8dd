// Every screen of the real window, on the demo project: its words, axe in both colours, a picture in two sizes.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ownFolder, openWindow, touchstone } from "./window.mjs";

const folder = ownFolder();
const project = join(folder, "demo.touchstone");
let window;

before(async () => {
  touchstone("demo", project);
  window = await openWindow([project], folder);
});
after(() => window?.close());

const look = (name) => window.look(name);

test("a reviewer has their own list and the appearance, and nothing of the lead's", async () => {
  await window.find("[data-pane=sample] .line");
  await window.choose("header .name button", "Your items");
  await window.sees("[data-testid=total]", "for Dana");
  await look("my-items");
  await window.choose("header .name button", "Appearance");
  await window.sees("h2", "Appearance");
  assert.deepEqual(await window.texts("nav[aria-label=Settings] li"), ["Appearance", "Shortcuts"]);
  await look("appearance");
});

test("the lead's table, after the question that blindness asks", async () => {
  await window.choose("header .name button", "Your items");
  await window.clickButton("See it as the lead");
  await window.sees("dialog", "blind");
  await look("become-lead");
  await window.clickButton("Become the lead");
  await window.sees("[data-testid=total]", "items");
  await window.find("[role=row][aria-rowindex='2']");
  await look("project");
});

test("an item as the lead sees it", async () => {
  await window.fill("Search and filter", "mill");
  await window.until("fewer items", async () => (await window.texts("[data-testid=total]"))[0]?.includes(" of "));
  await window.click("[role=row][aria-rowindex='2']");
  await window.sees("nav[aria-label='Whose marks are drawn']", "Everyone");
  await window.find("[data-pane=sample] .line");
  await look("item");
  await window.click(".card");
  await window.find(".card.light");
  await window.clickButton("All facts");
  await window.sees("dialog", "Generator");
  await look("item-facts");
  await window.clickButton("✕");
  await window.clickButton("‹ Items");
});

for (const [section, words] of [["Labels", "Version 1 is in force"], ["Guidelines", "What reviewers go by"], ["Reviewers", "Dana"], ["Project", "Save a copy"], ["Appearance", "Size of all text"]])
  test(`settings: ${section}`, async () => {
    await window.choose("header .name button", "Settings");
    await window.clickButton(section, "nav[aria-label=Settings] button");
    await window.sees("main", words);
    await look(`settings-${section.toLowerCase()}`);
  });

test("export", async () => {
  await window.choose("header .name button", "Export");
  await window.find("[data-testid=counts]");
  await look("export");
});

test("start, and import with nothing chosen yet", async () => {
  await window.choose("header .name button", "Start screen");
  await window.sees("h3", "Recent projects");
  await look("start");
  await window.choose("header .name button", "Import");
  await window.sees("h2", "Import into");
  await look("import-empty");
});
