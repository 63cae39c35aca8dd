// Right answers that files give, in the real window: the lead sees them apart from every annotation, a reviewer never.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Key, ownFolder, openWindow } from "./window.mjs";

const folder = ownFolder();
const project = join(folder, "mills.touchstone");
const text = "The mill opened in 1219 and ground barley for the priory.";
const span = (quote, more) => ({ start: text.indexOf(quote), end: text.indexOf(quote) + quote.length, quote, ...more });
const file = join(folder, "mills.jsonl");
let window;

before(async () => {
  const marked = { reviewer: "Ada", verdict: "hallucinated", annotations: [{ ...span("1219"), label: "contradiction", severity: "major", evidence: "none-exists" }] };
  const gold = { verdict: "hallucinated", spans: [span("in 1219", { label: "contradiction" }), span("barley", { label: "of-the-file" })] };
  const item = { sample: { text }, sources: [{ text: "The mill opened in 1291 and ground wheat for the priory." }] };
  writeFileSync(file, [{ id: "a", ...item, reviews: [marked], gold }, { id: "b", ...item, gold: "clean" }].map((line) => JSON.stringify(line)).join("\n"));
  window = await openWindow([], folder);
});
after(() => window?.close());

const lineAbove = (selector) => window.session.executeScript("return [...document.querySelectorAll(arguments[0])].map((mark) => getComputedStyle(mark).borderTopStyle)", selector);

test("the report of the import says how many came in, and who sees them", async () => {
  await window.sees("h3", "Recent projects");
  await window.clickButton("New project from files…");
  await window.fill("Add a file or folder", file);
  await window.press(Key.ENTER);
  await window.sees("main", "Touchstone JSONL");
  await window.fill("Name of the project", "Mills");
  await window.fill("Where to keep it", project);
  await window.clickButton("Make the project and import");
  await window.sees("[data-testid=report] dt", "right answers added");
  assert.ok((await window.texts("[data-testid=report] div")).some((line) => /^2\s*right answers added$/.test(line)));
  await window.sees("main p", "reviewers never see them");
  await window.look("right-answer-import");
  await window.clickButton("To the project");
});

test("the lead sees the right answer as a list of its own and as a line above the words", async () => {
  await window.sees("[data-testid=total]", "2 items");
  await window.click("[role=row][aria-rowindex='2']");
  await window.sees("section.given", "Right answer from the file");
  await window.until("three marks of it", async () => (await window.texts("[data-pane=sample] mark.given")).join("|") === "in|1219|barley");
  assert.deepEqual(await lineAbove("[data-pane=sample] mark.given"), ["double", "double", "double"]);
  assert.deepEqual(await window.texts("[data-pane=sample] mark.label"), ["1219"]);
  await window.look("right-answer");
  await window.click("section.given button:last-of-type");
  await window.until("the mark lit", async () => (await window.texts("mark.given.on")).join() === "barley");
  await window.picture("right-answer-lit");
});

test("the screen of agreement tells how often the consensus is right, and opens the items", async () => {
  await window.choose("header .name button", "Agreement");
  await window.sees("section p", "The consensus gives the right verdict in 100 % of cases");
  await window.sees("section p", "It finds 50 % of the spans that should be marked, and 0 % of its own are beside them.");
  await window.look("right-answer-agreement");
  await window.clickButton("1 item", "[aria-label='1 item behind Marked otherwise']");
  await window.sees("dialog li", "The mill opened");
  await window.press(Key.ESCAPE);
  await window.gone("dialog");
});

test("an export that cannot hold it says so before it is written", async () => {
  await window.choose("header .name button", "Export");
  await window.find("[data-testid=counts]");
  await window.sees("main p", "Nothing of this is lost in the format");
  await window.click("input[value=csv]");
  await window.sees("main li", "given gold");
  await window.picture("right-answer-export");
});
