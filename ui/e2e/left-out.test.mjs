// Adjudicating what the sample left out, in the real window: by keys, with remarks by letter and weighted shares, to the export.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Key, jsonLines, openWindow, ownFolder, touchstone } from "./window.mjs";

const folder = ownFolder();
const project = join(folder, "left-out.touchstone");
const source = "The bridge opened in 1936. It cost $4 million, paid by tolls. Two engineers died while it was built.";
const sample = "A bridge stands over the harbour. It was opened in 1963.";
let window;

const omission = (quote, severity) => ({ source: "s1", start: source.indexOf(quote), end: source.indexOf(quote) + quote.length, quote, severity });
const mark = (quote) => ({ start: sample.indexOf(quote), end: sample.indexOf(quote) + quote.length, label: "contradiction", severity: "major", evidence: "none-exists" });

before(async () => {
  const died = omission("Two engineers died while it was built.", "major");
  const said = (reviewer, annotations, omissions, more = {}) => ({ reviewer, state: "submitted", verdict: "hallucinated", annotations, omissions, ...more });
  const reviews = [
    said("Ann", [mark("1963")], [died, omission("It cost $4 million", "minor")], { remark: "Both texts are short." }),
    said("Bea", [mark("1963")], [died, omission("It cost $4 million, paid by tolls.", "major")], { flag: "Is this one a duplicate?" }),
    said("Cem", [mark("1963")], [died]),
    said("Dag", [mark("1963")], [died]),
    said("Eva", [mark("opened in 1963")], [died]),
    { reviewer: "Fay", state: "skipped", skip_reason: "I wrote the source." },
  ];
  const steady = ["Ann", "Bea", "Cem", "Dag"];
  // Enough shared items for weights: Eva marks what nobody else does.
  const others = Array.from({ length: 12 }, (_, at) => ({
    id: `o${at}`, sample: { text: "One two three four." }, sources: [{ text: "One." }],
    reviews: [...steady.map((who) => [who, 4, 7]), ["Eva", at % 2 ? 8 : 4, at % 2 ? 13 : 7]].map(([reviewer, start, end]) => ({ reviewer, verdict: "hallucinated", annotations: [{ start, end, label: "other", evidence: "none-exists", note: "odd" }] })),
  }));
  const rows = [{ id: "bridge", sample: { text: sample }, sources: [{ id: "s1", text: source }], reviews }, ...others];
  const file = join(folder, "items.jsonl");
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  touchstone("new", project);
  const report = touchstone("import", project, file, "--json");
  assert.deepEqual(report.issues, []);
  touchstone("consensus", project, "--method", "weighted", "--json");
  window = await openWindow([project], folder);
  await window.startReviewing("Lea");
  await window.choose("header .name button", "Your items");
  await window.clickButton("See it as the lead");
  await window.clickButton("Become the lead");
  await window.choose("header .name button", "Adjudicate");
  await window.find("[data-card][aria-current=true]");
});
after(() => window?.close());

const left = async () => (await window.texts("footer .left"))[0];
const cards = () => window.session.executeScript("return [...document.querySelectorAll('[data-card]')].map((card) => card.getAttribute('aria-label'))");
const current = () => window.session.executeScript("return document.querySelector('[data-card][aria-current=true]')?.getAttribute('aria-label')");

/** Gives the cause, and waits until one less is to decide. */
async function decide(key) {
  const before = await left();
  await window.press(key);
  await window.find("[data-cause]");
  await window.press("2");
  await window.until("one less", async () => (await left()) !== before);
}

test("the most informative item shows what was left out, who said what of it, and weighted shares", async () => {
  await window.sees("[data-pane=sample] .line", "A bridge stands");
  const shown = await cards();
  assert.ok(shown.some((card) => card.includes("Gold: left out by the sample, “Two engineers died while it was built.”, all agree")), shown.join("\n"));
  assert.ok(shown.some((card) => card.startsWith("Left out by the sample: difference in found or not and bounds and severity, “It cost $4 million, paid by tolls.”")), shown.join("\n"));
  const said = (await window.texts("[aria-label='What reviewers said of the item']"))[0];
  for (const words of ["“Both texts are short.”", "“Is this one a duplicate?”", "Someone skipped it: “I wrote the source.”"]) assert.ok(said.includes(words), said);
  for (const name of ["Ann", "Bea", "Cem", "Dag", "Eva", "Fay"]) assert.ok(!(await window.texts("main"))[0].includes(name), name);
  await window.sees(".legend", "consensus weighted by reliability");
  const tracks = (await window.texts("[aria-label='What each reviewer marked'] li")).filter((each) => each.startsWith("Consensus"));
  assert.ok(tracks.some((each) => /marked by 1 of 5, (?!20 %)\d+ % by weight/.test(each)), tracks.join("\n"));
});

test("a candidate shows its share of the weights and its votes", async () => {
  for (let steps = 0; steps < 8 && !(await current()).startsWith("Difference"); steps += 1) await window.press("j");
  await window.until("weight and votes", async () => (await window.texts("[data-card][aria-current=true] .votes")).some((told) => /consensus \d+ % by weight, \d+ % of votes/.test(told)));
  await window.look("weighted-candidate");
});

test("an omission is chosen, accepted, undone and given another place by keys alone", async () => {
  for (let steps = 0; steps < 8 && !(await current()).startsWith("Left out"); steps += 1) await window.press("j");
  await window.sees("[data-pane=source] mark", "It cost $4 million");
  await window.look("left-out");
  await window.sees("section[aria-label=Source] .legend", "left out, say from the top:");
  const bars = "return [...document.querySelectorAll('#source-panel .tracks i')].map((bar) => bar.getAttribute('data-row'))";
  const rows = await window.until("bars under the source", async () => {
    const found = await window.session.executeScript(bars);
    return found.length > 7 && found;
  });
  assert.equal(new Set(rows).size, 6, "a row for each of five reviewers, and one for the consensus");
  await window.sees("[data-card][aria-current=true]", "1 of 5");
  await window.press("2");
  await decide("a");
  await window.sees("[data-pane=source] mark.omission", "It cost $4 million");
  const before = await left();
  await window.press("u");
  await window.until("one more", async () => (await left()) !== before);
  for (let steps = 0; steps < 8 && !(await current()).startsWith("Left out"); steps += 1) await window.press("j");
  await decide("a");
  for (let steps = 0; steps < 8 && !(await current()).startsWith("Left out"); steps += 1) await window.press("j");
  await window.press("e");
  await window.sees("dialog", "Edit the omission");
  await window.look("left-out-edit");
  await window.fill("Note", "what it cost belongs to it");
  await window.clickButton("Save", "dialog button");
  await window.find("[data-cause]");
  await window.press("4");
  await window.gone("dialog");
  await window.drag("source", "opened in 1936");
  await window.press("o");
  await window.sees("dialog", "as left out");
  await window.press("1");
  await window.sees("[data-pane=source] mark.omission", "opened in 1936");
});

test("the item is settled, and its gold holds the omissions and no annotation more", async () => {
  for (let acts = 0; acts < 12 && (await left()) !== "nothing left to decide"; acts += 1) {
    if ((await current()).includes("not decided")) await decide("a");
    else await window.press("j");
  }
  const shown = (await window.texts("[data-pane=sample] .line")).join("\n");
  await window.press(Key.ENTER);
  await window.until("the next item", async () => (await window.texts("[data-pane=sample] .line")).join("\n") !== shown);
  const out = join(folder, "gold.jsonl");
  touchstone("export", project, "--format", "jsonl", "--out", out, "--json");
  const { gold } = jsonLines(out).find(({ id }) => id === "bridge");
  assert.equal(gold.origin, "adjudicated");
  assert.equal(gold.spans.length, 1);
  assert.equal(gold.omissions.length, 3);
  assert.ok(gold.omissions.some(({ note }) => note === "what it cost belongs to it"));
  await window.press("r");
  await window.sees("dialog", "Omissions");
  await window.look("left-out-causes");
  await window.press(Key.ESCAPE);
  assert.equal(touchstone("verify", project, "--json").ok, true);
});

test("who came with a file is told why the name is taken, and the lead lets them review here", async () => {
  await window.choose("header button[aria-label^='Reviewer:']", "Someone else");
  await window.click("dialog [data-testid=who] input");
  await window.press("Cem", Key.ENTER);
  await window.sees("dialog", "Let Cem review here");
  await window.look("who-is-known");
  await window.clickButton("Let Cem review here", "dialog button");
  await window.gone("dialog");
  await window.sees("header .who", "Cem");
});
