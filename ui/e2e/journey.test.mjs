// From the start screen to the exported file, as a person goes: a new project from a file, three items reviewed by mouse
// and by keyboard with evidence, another reviewer, the lead, the export; then the file on the disk.

import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { writeItems } from "./items.mjs";
import { Key, jsonLines, openWindow, ownFolder, touchstone } from "./window.mjs";

const folder = ownFolder();
const file = join(folder, "items.jsonl");
const project = join(folder, "crossing.touchstone");
const out = join(folder, "annotations.jsonl");
let window;

before(async () => {
  writeItems(file);
  window = await openWindow([], folder);
});
after(() => window?.close());

const shown = () => window.texts("[data-pane=sample] .line").then((lines) => lines.join("\n"));
async function submit() {
  const before = await shown();
  await window.press(Key.ENTER);
  await window.until("the next item or the end", async () => (await window.texts("h2")).includes("All done") || (await shown()) !== before);
}

test("a new project is made of a file, looked at before anything is written", async () => {
  await window.sees("h3", "Recent projects");
  await window.clickButton("New project from files…");
  await window.fill("Add a file or folder", file);
  await window.press(Key.ENTER);
  await window.sees("main", "Touchstone JSONL");
  await window.sees("main", "The bridge was opened in 1936");
  await window.fill("Name of the project", "Crossing");
  await window.fill("Where to keep it", project);
  await window.picture("journey-import");
  assert.deepEqual(await window.violations(), []);
  await window.clickButton("Make the project and import");
  await window.sees("[data-testid=report]", "3");
  await window.picture("journey-import-report");
  assert.deepEqual(await window.violations(), []);
  assert.equal(touchstone("status", project, "--json").items, 3);
});

/** By mouse: the number is wrong, and a passage of the source says so. */
async function reviewBridge() {
  await window.drag("sample", "opened in 1936");
  await window.press("1");
  await window.sees("[data-card]", "opened in 1936");
  await window.drag("source", "opened on 19 March 1932");
  await window.press("e");
  await window.find("[data-stance=contradicts]");
  await window.press("c");
  await window.sees("[data-card]", "contradicted by 1 passage");
  await window.picture("journey-review");
  await window.click("[data-verdict=hallucinated]");
  await window.find("[data-verdict=hallucinated][aria-pressed=true]");
  await submit();
}
/** By keyboard alone: the last line's beginning is made up, and no source speaks of it. */
async function reviewPoet() {
  await window.press([Key.CONTROL, Key.END], Key.HOME);
  for (let words = 0; words < 5; words += 1) await window.press([Key.CONTROL, Key.SHIFT, Key.ARROW_RIGHT]);
  await window.sees(".chosen", "The poet never left");
  await window.press("2");
  await window.sees("[data-card]", "The poet never left");
  await window.press("n");
  await window.sees("[data-card]", "none exists");
  await window.press("h");
  await window.find("[data-verdict=hallucinated][aria-pressed=true]");
  await submit();
}
async function reviewTea() {
  await window.press("c");
  await window.find("[data-verdict=clean][aria-pressed=true]");
  await submit();
}

test("the first reviewer does all three items", async () => {
  await window.choose("header .name button", "Review");
  await window.startReviewing("Ada");
  for (let items = 0; items < 3; items += 1) {
    const text = await shown();
    if (text.includes("bridge was opened")) await reviewBridge();
    else if (text.includes("The poet")) await reviewPoet();
    else await reviewTea();
  }
  await window.sees("h2", "All done");
  await window.picture("journey-all-done");
  assert.equal(touchstone("status", project, "--json").reviews.submitted, 3);
});

test("another reviewer sits down and sees nothing of the first one's work", async () => {
  await window.choose("header .who button", "Someone else…");
  await window.fill("Your name", "Grace");
  await window.press(Key.ENTER);
  await window.sees("header .who", "Grace");
  await window.find("[data-pane=sample] .line");
  assert.deepEqual(await window.texts("[data-card]"), []);
  await window.press("c");
  await window.find("[data-verdict=clean][aria-pressed=true]");
  await submit();
  await window.until("four submitted reviews", () => touchstone("status", project, "--json").reviews.submitted === 4);
});

test("the lead exports, after the question that blindness asks", async () => {
  await window.choose("header .name button", "Your items");
  await window.clickButton("See it as the lead");
  await window.clickButton("Become the lead");
  await window.sees("[data-testid=total]", "3 items");
  await window.choose("header .name button", "Export");
  await window.sees("[data-testid=counts]", "3 of 3 items");
  await window.click("input[value=annotations]");
  await window.fill("File to write", out);
  await window.clickButton("Export");
  await window.sees("h2", "3 items exported");
  await window.picture("journey-exported");
  assert.deepEqual(await window.violations(), []);
});

test("the file on the disk holds what was marked, at its place", () => {
  const records = new Map(jsonLines(out).map((record) => [record.id, record]));
  assert.deepEqual([...records.keys()].sort(), ["bridge", "poet", "tea"]);
  const { sample, sources, reviews } = records.get("bridge");
  const marked = reviews.flatMap(({ annotations }) => annotations);
  const [annotation] = marked;
  assert.equal(marked.length, 1);
  assert.equal([...sample.text].slice(annotation.start, annotation.end).join(""), "opened in 1936");
  assert.equal(annotation.label, "contradiction");
  const [evidence] = annotation.evidence;
  const source = sources.find(({ id }) => id === evidence.source) ?? sources[0];
  assert.equal([...source.text].slice(evidence.start, evidence.end).join(""), "opened on 19 March 1932");
  assert.equal(evidence.stance, "contradicts");
  const poet = records.get("poet").reviews.flatMap(({ annotations }) => annotations);
  assert.deepEqual(poet.map(({ label, quote }) => [label, quote.trim().startsWith("The poet never left")]), [["unsupported", true]]);
  const verdicts = [...records.values()].flatMap(({ reviews: given }) => given.map(({ verdict }) => verdict)).sort();
  assert.equal(verdicts.length, 4);
  assert.ok(!readFileSync(out, "utf8").includes("Grace"), "names leave only when they are asked for");
  assert.ok(statSync(`${out}.manifest.json`).size > 0);
  touchstone("verify", project, "--json");
});
