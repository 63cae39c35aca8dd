// Review in the real window: by keyboard, by mouse, with evidence, and where one left off after a crash.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { makeProject } from "./items.mjs";
import { Key, openWindow, ownFolder, touchstone } from "./window.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let folder;
let project;
let window;

before(async () => {
  folder = ownFolder();
  project = makeProject(folder);
  window = await openWindow([project], folder);
  await window.startReviewing("Ada");
});
after(() => window?.close());
beforeEach(() => window.sees("[data-testid=saved]", "saved"));

const shown = () => window.texts("[data-pane=sample] .line").then((lines) => lines.join("\n"));
const marked = () => window.texts("[data-pane=sample] mark");

/** Walks by skipping until the item with a phrase is on the desk. */
async function bringUp(phrase) {
  await window.find("[data-pane=sample] .line");
  for (let tries = 0; tries < 4 && !(await shown()).includes(phrase); tries += 1) {
    const before = await shown();
    await window.press("s");
    await window.sees("dialog", "Skip this item");
    await window.press("3");
    await window.until("the next item", async () => (await shown()) !== before);
  }
  assert.ok((await shown()).includes(phrase), `the item with “${phrase}” is on the desk`);
}

test("a selection snaps to words, takes a label by key and evidence with a stance", async () => {
  await bringUp("bridge was opened");
  await window.drag("sample", "pened in 193");
  await window.sees(".chosen", "opened in 1936");
  await window.press("1");
  await window.sees("[data-pane=sample] mark", "opened in 1936");
  await window.drag("source", "opened on 19 March 1932");
  await window.press("e");
  await window.find("[data-stance=contradicts]");
  await window.press("c");
  await window.sees("[data-pane=source] mark.on", "opened on 19 March 1932");
  await window.sees("[data-card]", "contradicted by 1 passage");
  await window.until("the line between both", async () => (await window.texts(".gutter path")).length === 1);
  await window.picture("review-evidence");
});

test("annotations may overlap and nest; each stays within reach of a click", async () => {
  await window.drag("sample", "opened in 1936 🌉 before a huge crowd");
  await window.press("2");
  await window.until("the inner and the outer mark", async () => (await window.texts("[data-card]")).length === 2);
  await window.clickText("sample", "huge");
  await window.sees("[data-card][aria-current=true]", "Unsupported");
  await window.clickText("sample", "1936");
  const first = (await window.texts("[data-card][aria-current=true]"))[0];
  await window.session.executeScript("return new Promise((done) => setTimeout(done, 1600))");
  await window.clickText("sample", "1936");
  await window.until("the other annotation", async () => (await window.texts("[data-card][aria-current=true]"))[0] !== first);
});

test("Shift takes exact characters, never half a grapheme", async () => {
  await window.drag("sample", "huge crow", true);
  await window.until("the exact characters", async () => (await window.texts(".chosen"))[0] === "“huge crow”");
  await window.press(Key.ESCAPE);
  await window.doubleClickText("sample", "million");
  await window.until("the word", async () => (await window.texts(".chosen"))[0] === "“million”");
  await window.press(Key.ESCAPE);
});

test("none exists, severity, note and correction by keys", async () => {
  await window.clickText("sample", "huge");
  await window.sees("[data-card][aria-current=true]", "Unsupported");
  await window.press("n");
  await window.sees("[data-card][aria-current=true]", "searched both sources, none exists");
  await window.press(".");
  await window.sees("[data-card][aria-current=true] .severity", "ritical");
  await window.press("m");
  await window.find("[data-card][aria-current=true] input");
  await window.press("no crowd in the sources, hence", Key.ESCAPE);
  await window.sees("[data-card][aria-current=true]", "no crowd in the sources, hence");
  await window.press("k");
  await window.find("[data-card][aria-current=true] input");
  await window.press("in 1932", Key.ENTER);
  await window.sees("[data-card][aria-current=true]", "correction: “in 1932”");
});

test("undo takes one act back, redo does it again, Delete withdraws", async () => {
  const before = (await window.texts("[data-card]")).length;
  await window.press(Key.DELETE);
  await window.until("one card fewer", async () => (await window.texts("[data-card]")).length === before - 1);
  await window.press([Key.CONTROL, "z"]);
  await window.until("the card again", async () => (await window.texts("[data-card]")).length === before);
  await window.press([Key.CONTROL, Key.SHIFT, "z"]);
  await window.until("one card fewer again", async () => (await window.texts("[data-card]")).length === before - 1);
  await window.press([Key.CONTROL, "z"]);
  await window.until("the card again", async () => (await window.texts("[data-card]")).length === before);
});

test("search walks the hits of one pane", async () => {
  await window.clickText("source", "harbour");
  await window.press([Key.CONTROL, "f"]);
  await window.find(".find input");
  await window.press("19");
  await window.sees(".find .count", "1 of 3");
  await window.press(Key.ENTER);
  await window.sees(".find .count", "2 of 3");
  await window.press(Key.ESCAPE);
  await window.gone(".find");
});

test("the screen passes axe, light and dark", async () => {
  for (const theme of ["light", "dark"]) {
    await window.session.executeScript("document.documentElement.dataset.theme = arguments[0]", theme);
    await window.session.executeScript(axe);
    const violations = await window.session.executeAsyncScript(
      "const done = arguments[0]; window.axe.run(document, { resultTypes: ['violations'] }).then((found) => done(found.violations.map((each) => each.id + ' ' + each.nodes.map((node) => node.target))))",
    );
    assert.deepEqual(violations, [], theme);
    await window.picture(`review-${theme}`);
  }
  await window.session.executeScript("document.documentElement.dataset.theme = 'light'");
});

test("what was open is open again after the window was killed", async () => {
  await window.drag("sample", "ten years");
  await window.sees(".chosen", "ten years");
  const cards = await window.texts("[data-card] .quote");
  await new Promise((done) => setTimeout(done, 900));
  await window.kill();
  window = await openWindow([project], folder);
  await window.sees(".chosen", "ten years");
  assert.deepEqual(await window.texts("[data-card] .quote"), cards);
});

test("Enter submits and the next item is there; the count is on the disk", async () => {
  await window.press("h");
  await window.find("[data-verdict=hallucinated][aria-pressed=true]");
  const before = await shown();
  await window.press(Key.ENTER);
  await window.until("the next item or the end", async () => (await window.texts("h2")).includes("All done") || (await shown()) !== before);
  const status = touchstone("status", project, "--json");
  assert.equal(status.reviews.submitted, 1);
  assert.equal(status.annotations, 2);
});

test("offsets survive Arabic, emoji and letters of two units", async () => {
  await window.press(Key.BACK_SPACE);
  await window.sees("dialog", "Your last items");
  const openings = await window.until("the last items", async () => {
    const found = await window.texts("dialog .opening");
    return found.length > 0 && found;
  });
  const at = openings.findIndex((opening) => opening.includes("ولد"));
  if (at >= 0) await window.press(String(at + 1));
  else {
    await window.press(Key.ESCAPE);
    await bringUp("The poet");
  }
  await window.sees("[data-pane=sample] .line", "The poet");
  await window.drag("sample", "دمشق");
  await window.sees(".chosen", "دمشق");
  await window.press("1");
  await window.until("the Arabic word", async () => (await marked()).includes("دمشق"));
  await window.drag("sample", "👩‍🚀 𠀋");
  await window.press("3");
  await window.sees("[data-pane=sample] mark", "𠀋");
  const out = join(folder, "out.jsonl");
  touchstone("verify", project, "--json");
  await window.picture("review-scripts");
  assert.ok(out);
});
