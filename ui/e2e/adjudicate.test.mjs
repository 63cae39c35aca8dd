// Adjudication in the real window, on the demo project: by keyboard, with reasons, to a settled item in the export.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Key, openWindow, ownFolder, touchstone } from "./window.mjs";

const folder = ownFolder();
const project = join(folder, "demo.touchstone");
let window;

before(async () => {
  touchstone("demo", project);
  window = await openWindow([project], folder);
  await window.find("[data-pane=sample] .line");
  await window.choose("header .name button", "Your items");
  await window.clickButton("See it as the lead");
  await window.clickButton("Become the lead");
  await window.sees("[data-testid=total]", "items");
});
after(() => window?.close());

const left = async () => (await window.texts("footer .left"))[0];
const current = async () => (await window.texts("[data-card][aria-current=true]"))[0];

const look = (name) => window.look(name);

test("the lead begins at the most informative item, with tracks under the text and no name", async () => {
  await window.clickButton("Adjudicate");
  await window.find("[data-card][aria-current=true]");
  await window.until("tracks of all reviewers", async () => new Set(await window.session.executeScript("return [...document.querySelectorAll('.tracks i')].map((bar) => bar.dataset.row)")).size >= 3);
  const main = (await window.texts("main"))[0];
  for (const name of ["Ada", "Bahar", "Chidi"]) assert.ok(!main.includes(name), `${name} is not named`);
  await look("adjudicate");
});

test("a press on a track navigates and decides nothing", async () => {
  const before = await left();
  await window.session.executeScript("[...document.querySelectorAll('.tracks i')].at(-1).click()");
  await window.find("[data-card][aria-current=true]");
  assert.equal(await left(), before);
});

test("everything is decided by keys, each with a reason, undone and done again", async () => {
  const at = await left();
  await window.press("k", "j", "a");
  await window.sees("dialog", "Why did reviewers differ?");
  await look("adjudicate-reason");
  await window.press("2");
  await window.gone("dialog");
  await window.until("one less", async () => (await left()) !== at);
  await window.press("u");
  await window.until("as before", async () => (await left()) === at);
  await window.press(Key.ENTER);
  await window.sees("[role=alert]", "not decided yet");
  for (let acts = 0; acts < 30 && (await left()) !== "nothing left to decide"; acts += 1) {
    const now = await left();
    await window.press("a");
    await window.find("[data-cause]");
    await window.press("2");
    await window.until("one less", async () => (await left()) !== now);
  }
  assert.equal(await left(), "nothing left to decide");
  await look("adjudicate-decided");
});

test("a piece of gold takes other bounds from the selection", async () => {
  for (let steps = 0; steps === 0 || (steps < 12 && (await current()).includes("Left out")); steps += 1) {
    const before = await current();
    await window.press("k");
    await window.until("another card", async () => (await current()) !== before);
  }
  const words = await window.session.executeScript("return document.querySelector('[data-pane=sample] .line').textContent.split(' ').slice(0, 3).join(' ')");
  await window.session.executeScript("document.querySelector('[data-pane=sample]').scrollTop = 0");
  await window.painted();
  await window.drag("sample", words);
  await window.press("b");
  await window.sees("dialog", "Re-bound to");
  await window.press("4");
  await window.sees("[data-pane=sample] mark.label", words.split(" ")[0]);
  await window.press("u");
  await window.until("the bounds as before", async () => !(await window.texts("[data-pane=sample] mark.label")).join(" ").includes(words));
});

test("the item is settled, the next one opens, and the export says where its gold comes from", async () => {
  const text = async () => (await window.texts("[data-pane=sample] .line")).join("\n");
  const shown = await text();
  for (let tries = 0; tries < 12 && (await text()) === shown; tries += 1) {
    await window.press(Key.ENTER);
    const told = await window.until("settled, or the reason why not", async () => {
      if ((await text()) !== shown) return "settled";
      return (await window.texts("[role=alert]"))[0];
    });
    if (told === "settled") break;
    assert.match(told, /corrections overlap|Enter once more/, told);
    if (!told.includes("corrections overlap")) continue;
    // What should be read there is said once: the piece in the light loses its correction.
    await window.press("k", "e");
    await window.sees("dialog", "Edit the annotation");
    await window.fill("Correction", "");
    await window.clickButton("Save");
    await window.find("[data-cause], [data-pane=sample]");
    if ((await window.texts("[data-cause]")).length > 0) await window.press("4");
    await window.gone("dialog");
  }
  await window.until("the next item", async () => (await text()) !== shown);
  assert.equal(touchstone("status", project, "--json").adjudication.settled, 1);
  const out = join(folder, "gold.jsonl");
  touchstone("export", project, "--format", "jsonl", "--out", out, "--json");
  const records = readFileSync(out, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(records.filter((record) => record.gold.origin === "adjudicated").length, 1);
  assert.ok(records.some((record) => record.gold.origin === "consensus"));
});

test("the queue and the causes by label", async () => {
  await window.press("q");
  await window.sees("dialog", "To decide");
  await look("adjudicate-queue");
  await window.press(Key.ESCAPE);
  await window.press("r");
  await window.sees("dialog", "needs work first");
  await look("adjudicate-causes");
  await window.press(Key.ESCAPE);
});

test("many are accepted at once after a preview, and taken back", async () => {
  await window.press([Key.SHIFT, "a"]);
  await window.sees("dialog [role=status]", "difference");
  await window.click("dialog input[type=checkbox]");
  await window.sees("dialog [role=status]", "settled");
  await look("adjudicate-bulk");
  await window.clickButton("Accept", "dialog button");
  await window.gone("dialog");
  await window.until("more settled", () => touchstone("status", project, "--json").adjudication.settled > 1);
  await window.clickButton("Undo");
  await window.until("as before", () => touchstone("status", project, "--json").adjudication.settled === 1);
  assert.equal(touchstone("verify", project, "--json").ok, true);
});
