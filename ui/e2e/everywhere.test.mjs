// Every screen, dialog, menu and palette of the real window, opened one by one: axe finds nothing in light and dark.
// What other tests look at the same way (`window.look`) is not repeated here.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Key, openWindow, ownFolder, touchstone } from "./window.mjs";

const folder = ownFolder();
const project = join(folder, "demo.touchstone");
let window;

before(async () => {
  touchstone("demo", project);
  window = await openWindow([project], folder);
  // The smallest size throughout: a menu closes when the window changes under it.
  await window.size(1000, 640);
});
after(() => window?.close());

/** Axe and a picture in both colours; what was opened is still there then. */
async function sound(name, layer = null) {
  await window.sound(`everywhere/${name}`);
  if (layer !== null) assert.equal((await window.texts(layer)).length > 0, true, `${name} stays open while it is looked at`);
}
const shut = async (selector = "dialog") => {
  await window.press(Key.ESCAPE);
  await window.gone(selector);
};
/** Opens a layer by keys or a press, looks at it and shuts it. */
async function layer(name, open, words) {
  await open();
  await window.sees("dialog", words);
  await sound(name, "dialog");
  await shut();
}
const press = (...keys) => () => window.press(...keys);
const menu = async (name, opener) => {
  await window.click(opener);
  await window.find("[role=menu]");
  await sound(name, "[role=menu]");
  await shut("[role=menu]");
};

test("the review: its layers, menus and palette", async () => {
  await window.find("[data-pane=sample] .line");
  await sound("review");
  await window.press([Key.CONTROL, Key.HOME], [Key.CONTROL, Key.SHIFT, Key.ARROW_RIGHT], "1");
  await window.find("[data-card]");
  await sound("review-marked");
  await layer("review-keys", press("?"), "Keys");
  await layer("review-skip", press("s"), "Skip this item");
  await layer("review-flag", press("f"), "Flag for the lead");
  await layer("review-recent", press(Key.BACK_SPACE), "Your last items");
  await layer("review-labels", press("l"), "Labels of this annotation");
  await layer("review-phrases", press("j"), "Put a phrase into the note");
  await layer("review-mark-all", press([Key.SHIFT, "r"]), "Close");
  await layer("review-withdraw", press([Key.SHIFT, Key.DELETE]), "Withdraw this review?");
  await layer("palette", async () => {
    await window.press([Key.CONTROL, "k"]);
    await window.find("[role=combobox]");
    await window.press("mark");
  }, "mark as");
  await menu("review-severity", "[data-card] button[aria-label^='Severity']");
  await menu("review-more", "button[aria-label='More for this item']");
  await menu("places", "header .name button");
  await menu("reviewer", "header button[aria-label^='Reviewer:']");
  await layer("who-reviews", () => window.choose("header button[aria-label^='Reviewer:']", "Someone else"), "Who reviews?");
  const label = await window.find("footer button");
  await window.session.actions({ async: true }).move({ origin: label }).perform();
  await window.find("[role=tooltip]");
  await sound("label-told", "[role=tooltip]");
  await window.session.actions({ async: true }).move({ x: 500, y: 300 }).perform();
  await window.gone("[role=tooltip]");
  await window.press("g");
  await window.find("aside, [aria-label=Guidelines]");
  await sound("guidelines");
  await window.press("g");
  await window.press(Key.F6);
  await window.press([Key.CONTROL, Key.HOME], [Key.CONTROL, Key.SHIFT, Key.ARROW_RIGHT]);
  await window.press([Key.CONTROL, "f"]);
  await window.find(".find");
  await sound("review-find");
  await window.press(Key.ESCAPE);
  await window.press("d");
  await window.find("[data-testid=compare]");
  await sound("review-compare");
  await window.press("d");
  await sound("review-difference");
  await window.press("d", Key.F9);
  await sound("review-calm");
  await window.press(Key.F9);
});

test("the stance of evidence, and a refusal", async () => {
  await window.session.executeScript("document.querySelector('[data-card]').click()");
  const words = await window.session.executeScript("return document.querySelector('[data-pane=source] .line').textContent.trim().split(/\\s+/).slice(0, 3).join(' ')");
  await window.drag("source", words);
  await window.press("e");
  await window.find("[role=dialog]");
  await sound("stance", "[role=dialog]");
  await shut("[role=dialog]");
  await window.press("c");
  await window.press(Key.ENTER);
  await window.find("[role=alert]");
  await sound("review-refused");
});

test("the lead's table: columns, packets, queues", async () => {
  await window.choose("header .name button", "Your items");
  await window.find("[data-testid=total]");
  await sound("my-items");
  await window.clickButton("See it as the lead");
  await window.sees("dialog", "blind");
  await sound("become-lead");
  await window.clickButton("Become the lead");
  await window.find("[role=row][aria-rowindex='2']");
  await sound("project");
  await window.clickButton("Columns…");
  await window.find("[popover] label");
  await sound("columns", "[popover] label");
  await window.press(Key.ESCAPE);
  await menu("packets", "header .packets button");
  for (const [choice, words] of [["Make packets…", "Make packets"], ["Take packets…", "Take packets"]]) {
    await layer(choice.slice(0, 4).toLowerCase(), () => window.choose("header .packets button", choice), words);
  }
  await window.fill("Search and filter", "label:contradiction");
  await window.sees("[data-testid=total]", " of ");
  await sound("project-filtered");
  await layer("queue-name", () => window.clickButton("Keep as a queue…"), "Keep as a queue");
  await window.fill("Search and filter", "zebra nowhere");
  await window.sees("[data-testid=total]", "0 of ");
  await sound("project-nothing-found");
});

test("agreement and adjudication: every layer", async () => {
  await window.choose("header .name button", "Agreement");
  await window.find("main [role=region][aria-label=Figures] svg");
  await window.session.executeScript("document.querySelectorAll('main details').forEach((each) => { each.open = true; })");
  await sound("agreement-tables");
  await layer("runs-none", () => window.clickButton("Consensus runs…"), "Consensus runs");
  await window.clickButton("Consensus runs…");
  await window.clickButton("Compute a consensus…", "dialog button");
  await window.sees("dialog", "Half or more");
  await sound("consensus-compute", "dialog");
  await window.press(Key.ESCAPE);
  await window.sees("dialog h2", "Consensus runs");
  await shut();
  await window.press([Key.CONTROL, "k"]);
  await window.find("[role=combobox]");
  await window.press("adjudication", Key.ENTER);
  await window.find("[data-card][aria-current=true]");
  await layer("case-keys", press("?"), "Keys");
  await layer("case-label", press("l"), "Label");
  await layer("case-edit", press("e"), "Edit the annotation");
  await layer("case-reason", press("x"), "Why did reviewers differ?");
  await layer("case-queue", press("q"), "The queue");
  await layer("case-causes", press("r"), "Why reviewers differ");
  await layer("case-bulk", press([Key.SHIFT, "a"]), "Accept many at once");
});

test("settings: every section and every layer of it", async () => {
  const section = async (name) => {
    await window.choose("header .name button", "Settings");
    await window.clickButton(name, "nav[aria-label=Settings] button");
    await window.painted();
  };
  for (const name of ["Labels", "Guidelines", "Reviewers", "Assignment", "Project", "Appearance", "Shortcuts"]) {
    await section(name);
    await window.sees("main h2", "");
    await sound(`settings-${name.toLowerCase()}`);
  }
  await section("Labels");
  for (const [choice, words] of [["Start from a preset…", "Start from a preset"], ["Read from a file…", "Read labels from a file"], ["Write to a file…", "Write labels to a file"]]) {
    await layer(`labels-${words.slice(0, 5).toLowerCase()}`, async () => {
      await window.clickButton("Presets and files ▾");
      await (await window.reading("[role=menu] button", choice, false)).click();
    }, words);
  }
  await section("Reviewers");
  await menu("reviewer-more", "main table button[aria-label^='More for']");
  for (const [choice, words] of [["Rename", "Rename"], ["Erase", "Erase the name"]]) {
    await layer(`reviewer-${choice.toLowerCase()}`, async () => {
      await window.click("main table button[aria-label^='More for']");
      await (await window.reading("[role=menu] button", choice, false)).click();
    }, words);
  }
});

test("import with a file and its preview, its report, and export done", async () => {
  const file = join(folder, "more.csv");
  writeFileSync(file, "id,sample,source\nx1,A sample of words,A source of words\nx2,,Nothing\n");
  await window.choose("header .name button", "Import");
  await window.sees("h2", "Import into");
  await window.fill("Add a file or folder", file);
  await window.press(Key.ENTER);
  await window.sees("main", "more.csv");
  await window.sees("main", "A sample of words");
  await sound("import-preview");
  await window.choose("header .name button", "Export");
  await window.find("[data-testid=counts]");
  await sound("export");
  await window.fill("File to write", join(folder, "out.jsonl"));
  await window.clickButton("Export");
  await window.sees("h2", "exported");
  await sound("exported");
});

test("the start screen, a new project, and an error in sight", async () => {
  await window.choose("header .name button", "Start screen");
  await window.sees("h3", "Recent projects");
  await sound("start");
  const broken = join(folder, "broken.touchstone");
  writeFileSync(broken, "no project");
  await window.ask("open_project", { path: broken }).catch(() => undefined);
  await window.clickButton("New project from files…");
  await window.sees("h2", "New project");
  await sound("new-project");
});
