// Searching, filters and queues in the real window: as the lead, and as a reviewer who walks a queue.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Key, ownFolder, openWindow, touchstone } from "./window.mjs";

const folder = ownFolder();
const project = join(folder, "bridges.touchstone");
const field = "Search and filter";
let window;

const item = (id, text, source, reviews = []) => JSON.stringify({ id, sample: { text, generator: { model: "model-seven" } }, sources: [{ text: source }], reviews });
const marked = { reviewer: "Ada", verdict: "hallucinated", annotations: [{ start: 4, end: 7, label: "contradiction", severity: "major", evidence: "none-exists", note: "look again at the arch" }] };
const long = "The river runs below the town, and the mill stands beside it. ".repeat(40);

before(async () => {
  const file = join(folder, "bridges.jsonl");
  writeFileSync(file, [
    item("a", "The old bridge was opened by the king in nineteen hundred and six after long works", "The old bridge was opened by the king in nineteen hundred and six after long works", [marked]),
    item("b", "東京は日本の首都です", `${long}The harbour lights were lit. ${long}`),
    item("c", "هذا كِتَاب جديد عن التاريخ", "كتاب"),
    item("d", "A third of nothing", "A source without it"),
  ].join("\n"));
  touchstone("new", project, "--name", "Bridges");
  touchstone("import", project, file);
  window = await openWindow([project], folder);
});
after(() => window?.close());

const rows = () => window.texts("[role=row][aria-rowindex] [role=gridcell]:nth-child(2)");
const marks = () => window.texts("[role=gridcell] mark");

async function filterBy(text) {
  await window.fill(field, text);
  await window.until(`the field to say ${text}`, async () => (await window.session.executeScript("return document.querySelector('[role=combobox]').value")) === text);
}

async function look(name) {
  await window.gone(".notice");
  await window.look(name);
}

test("the lead finds items by words in every script, with the hit lit in its surroundings", async () => {
  await window.choose("header .name button", "Project").catch(() => undefined);
  await window.sees("[data-testid=total]", "4 items");
  await filterBy("harbour");
  await window.sees("[data-testid=total]", "1 of 4 items");
  await window.until("the hit lit", async () => (await marks()).join() === "harbour");
  assert.equal((await window.texts("[role=gridcell] .found-in")).join(), "source 1");
  await filterBy("首都");
  await window.until("the hit lit", async () => (await marks()).join() === "首都");
  await filterBy("كتاب");
  await window.until("the hit lit", async () => (await marks()).join() === "كِتَاب");
  await look("search-found");
});

test("fields narrow, a dash turns round, and what is wrong is told with its cure", async () => {
  await filterBy("label:contradiction severity:major");
  await window.sees("[data-testid=total]", "1 of 4 items");
  await window.until("the marked item", async () => (await rows()).join() === "a");
  await filterBy("-label:contradiction");
  await window.sees("[data-testid=total]", "3 of 4 items");
  await filterBy("note:arch");
  await window.until("the note lit", async () => (await marks()).join() === "arch");
  await filterBy("severity:huge");
  await window.sees(".filters .problem", "minor, major, critical");
  await look("search-problem");
});

test("the field completes names and values by keys alone", async () => {
  await filterBy("sev");
  await window.sees("[role=listbox] [role=option]", "severity:");
  await look("search-completion");
  await window.press(Key.ARROW_DOWN, Key.ENTER);
  await window.sees("[role=listbox] [role=option]", "minor");
  await window.press("ma");
  await window.until("one value", async () => (await window.texts("[role=listbox].open [role=option]")).length === 1);
  await window.press(Key.ARROW_DOWN, Key.ENTER);
  await window.sees("[data-testid=total]", "1 of 4 items");
});

test("copied figures are columns that are measured, sorted and filtered by", async () => {
  await filterBy("");
  await window.clickButton("Columns…");
  for (const column of ["Copied", "Longest run"]) {
    await window.session.executeScript("[...document.querySelectorAll('[popover] label')].find((label) => label.textContent === arguments[0]).click()", column);
  }
  await window.press(Key.ESCAPE);
  await window.clickButton("Measure the rest");
  await window.until("figures", async () => (await window.texts("[role=gridcell]")).some((text) => text === "100 %"));
  await window.clickButton("Longest run", "[role=columnheader] button");
  await window.until("the longest first", async () => (await rows())[0] === "a");
  await filterBy("copied:>0.5");
  await window.until("those copied", async () => (await window.texts("[data-testid=total]"))[0] === "1 of 4 items");
  await look("search-copied");
});

test("a filter is kept as a queue, opened by a key, renamed and removed", async () => {
  await filterBy("-label:contradiction");
  await window.sees("[data-testid=total]", "3 of 4 items");
  await window.clickButton("Keep as a queue…");
  await window.fill("Name of the queue", "Unmarked");
  await window.press(Key.ENTER);
  await window.sees(".queue", "Unmarked");
  await window.until("its count", async () => (await window.texts(".queue small")).join() === "3");
  await filterBy("");
  await window.sees("[data-testid=total]", "4 items");
  await window.press([Key.ALT, "1"]);
  await window.sees("[data-testid=total]", "3 of 4 items");
  await look("search-queue");
  await window.click("[aria-label='More for Unmarked']");
  await window.clickButton("Rename…", "[role=menuitem]");
  await window.fill("Name of the queue", "Nothing marked");
  await window.press(Key.ENTER);
  await window.sees(".queue", "Nothing marked");
  await window.click("[aria-label='More for Nothing marked']");
  await window.clickButton("Remove", "[role=menuitem]");
  await window.until("no queue", async () => (await window.texts(".queue")).length === 0);
});

test("a reviewer filters by what a reviewer may know, and walks a queue to its end", async () => {
  const { reviewers } = await window.ask("facets");
  const ada = reviewers.find((each) => each.name === "Ada");
  await window.ask("set_reviewer_active", { reviewer: ada.id, active: true });
  await window.ask("switch_reviewer", { reviewer: ada.id });
  await window.session.navigate().refresh();
  await window.choose("header .name button", "Your items");
  await window.sees("[data-testid=total]", "for Ada");
  await filterBy("generator:model-seven");
  await window.sees(".problem", "there is no field");
  await filterBy("status:not-started");
  await window.sees("[data-testid=total]", "3 items");
  await window.clickButton("Keep as a queue…");
  await window.fill("Name of the queue", "Open");
  await window.press(Key.ENTER);
  await window.sees(".queue", "Open");
  await look("my-queue");
  await window.clickButton("Review these items");
  await window.sees("[data-testid=queue]", "1 of 3");
  await window.find("[data-pane=sample] .line");
  await look("walk");
  await window.press("c", Key.ENTER);
  await window.sees("[data-testid=queue]", "2 of 3");
  await window.press([Key.ALT, "n"]);
  await window.sees("[data-testid=queue]", "3 of 3");
  await window.click("[data-testid=queue] button:nth-of-type(2)");
  await window.sees("main", "The end of the queue");
  await window.clickButton("Back to your own order");
  await window.find("[data-pane=sample] .line");
  assert.deepEqual(await window.texts("[data-testid=queue]"), []);
});
