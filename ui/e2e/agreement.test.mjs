// Agreement in the real window, on the demo project: figures and the items behind them, the map of pairs with its table,
// the reviewers, two consensus runs side by side, and labels that changed midway.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { jsonLines, openWindow, ownFolder, touchstone } from "./window.mjs";

const folder = ownFolder();
const project = join(folder, "demo.touchstone");
let window;

before(async () => {
  touchstone("demo", project);
  touchstone("consensus", project, "--span-threshold", "all", "--json");
  touchstone("consensus", project, "--span-threshold", "any", "--json");
  window = await openWindow([project], folder);
  await window.find("[data-pane=sample] .line");
  await window.choose("header .name button", "Your items");
  await window.clickButton("See it as the lead");
  await window.clickButton("Become the lead");
  await window.sees("[data-testid=total]", "items");
});
after(() => window?.close());

const shown = () => window.texts("main table[aria-label] td, main .words p");
/** The figures as the command line has them. */
const measured = () => touchstone("agreement", project, "--json");

test("figures stand in words, with intervals, and agree with the command line", async () => {
  await window.clickButton("Agreement");
  await window.find("main [role=region][aria-label=Figures] svg");
  const figures = await shown();
  assert.ok(figures.some((text) => /\d to \d|…|–/.test(text)), figures.join("\n"));
  const alpha = measured().verdict.krippendorff_alpha.nominal;
  const table = await window.texts("main table[aria-label=Verdict] tr");
  assert.ok(table.some((row) => row.includes(Math.abs(alpha).toFixed(3))), `${alpha} in ${table.join(" | ")}`);
  await window.look("agreement");
});

test("a figure opens the items behind it, and one of them opens", async () => {
  const [told] = await window.texts("main table[aria-label=Verdict] td button .visually-hidden");
  const count = Number(/show the (\d+) item/.exec(told)[1]);
  await window.click("main table[aria-label=Verdict] td button");
  await window.until("all of them", async () => (await window.texts("dialog [data-item]")).length === count);
  await window.look("agreement-items");
  await window.click("dialog [data-item]");
  await window.sees("nav[aria-label='Whose marks are drawn']", "Everyone");
  await window.choose("header .name button", "Agreement");
  await window.find("main [role=region][aria-label=Figures] svg");
});

test("the map of pairs is there for the eye and as a table, and both open the pair", async () => {
  const map = "figure:has(region), main figure";
  await window.find(map);
  const panel = await window.until("the map", () => window.session.executeScript(
    "return [...document.querySelectorAll('main figure')].find((each) => each.textContent.includes('Rests on') && each.querySelectorAll('[aria-label=cell] [data-row]').length > 0) ?? null"));
  const cells = await window.session.executeScript("return arguments[0].querySelectorAll('[aria-label=cell] [data-row]').length", panel);
  const rows = await window.session.executeScript("return [...arguments[0].querySelectorAll('tbody tr')].map((row) => row.textContent)", panel);
  assert.equal(cells, rows.length * 2, "each pair stands in the map twice");
  await window.session.executeScript("arguments[0].scrollIntoView({ block: 'center' }); arguments[0].querySelector('[data-row]').dispatchEvent(new MouseEvent('click', { bubbles: true }))", panel);
  const [title] = await window.sees("dialog h2", " and ");
  await window.until("its items", async () => (await window.texts("dialog [data-item]")).length > 0);
  await window.clickButton("✕", "dialog button");
  await window.session.executeScript("arguments[0].querySelector('summary').click()", panel);
  await window.painted();
  await window.look("agreement-pairs");
  await window.session.executeScript("arguments[0].querySelector('tbody button').click()", panel);
  await window.sees("dialog h2", title);
  await window.clickButton("✕", "dialog button");
});

test("each reviewer is told in sentences that open their items, and nothing is measured twice", async () => {
  await window.clickButton("Reviewers", "[role=tab]");
  await window.find("main article [data-figure]");
  const names = await window.texts("main article h3");
  assert.deepEqual(names.toSorted(), ["Ada", "Bahar", "Chidi"]);
  await window.look("reviewers");
  const opens = await window.texts("main article [data-figure] button");
  assert.ok(opens.length > 10, opens.join("\n"));
  const nothing = await window.session.executeScript("return [...document.querySelectorAll('main article [data-figure] button')].find((each) => / 0 %/.test(each.textContent)) ?? null");
  await (nothing ?? (await window.find("main article [data-figure=misses] button"))).click();
  await window.until("the items", async () => (await window.texts("dialog [data-item]")).length > 0);
  if (nothing) await window.sees("dialog h2", "these");
  await window.look("reviewer-items");
  await window.clickButton("✕", "dialog button");
  await window.clickButton("Figures", "[role=tab]");
  await window.find("main [role=region][aria-label=Figures] svg");
  await window.clickButton("Reviewers", "[role=tab]");
  assert.ok((await window.texts("main article [data-figure]")).length > 0 || (await window.find("main article")));
  await window.clickButton("Figures", "[role=tab]");
});

test("two stored runs stand side by side, with what changed and why", async () => {
  await window.clickButton("Consensus runs…");
  await window.sees("[data-testid=run-changes]", "Both rest on the same reviews");
  const changed = Number(/^(\d+) item/.exec((await window.texts("[data-testid=run-changes]"))[0])[1]);
  assert.ok(changed > 0);
  assert.equal((await window.texts("dialog ul [data-item]")).length, changed);
  await window.look("consensus-runs");
  const runs = (await window.texts("dialog tbody th[scope=row]")).length;
  await window.clickButton("Compute a consensus…", "dialog button");
  await window.sees("dialog h2", "Compute a consensus");
  await (await window.reading("dialog label", "Dawid-Skene", false)).click();
  await window.look("consensus-compute");
  await window.clickButton("Compute and store", "dialog button");
  await window.sees("dialog tbody th[scope=row]", "Dawid-Skene, words by half or more");
  assert.equal((await window.texts("dialog tbody th[scope=row]")).length, runs + 1);
  // The dialog grows when its comparison is there: a press before that would miss what it was meant for.
  await window.sees("[data-testid=run-changes]", "changed");
  await (await window.find("dialog input[name=first-run][aria-label*='any reviewer']")).click();
  await window.sees("[data-testid=run-changes]", "changed");
  await window.click("dialog ul [data-item]");
  await window.sees("nav[aria-label='Whose marks are drawn']", "Everyone");
});

test("a label that is taken away leaves stale reviews, which are listed and moved with a reason", async () => {
  const uses = (label) => {
    const out = join(folder, `${Math.random()}.jsonl`);
    touchstone("export", project, "--what", "annotations", "--format", "jsonl", "--out", out, "--json");
    return jsonLines(out).flatMap(({ reviews }) => reviews.flatMap(({ annotations }) => annotations)).filter((each) => each.label === label).length;
  };
  const [before, others] = [uses("unsupported"), uses("other")];
  assert.ok(before > 0);
  await window.choose("header .name button", "Settings");
  await window.clickButton("Labels", "nav[aria-label=Settings] button");
  await (await window.reading("main ul[aria-label^=Labels] button", "Unsupported", false)).click();
  await window.find("main section[aria-label='The label Unsupported']");
  await window.clickButton("Remove", "main section button");
  await window.clickButton("Save as version 2");
  await window.sees("dialog h2", "What happens to work already done");
  await window.look("labels-loss");
  await window.clickButton("Save the new version", "dialog button");
  await window.sees("dialog h2", "Reviews under earlier labels");
  await window.sees("dialog .names", "The labels have it no longer.");
  await window.look("stale");
  await window.clickButton("Show the items", "dialog button");
  await window.sees("dialog h2", "Items with “unsupported”");
  await window.look("stale-items");
  await window.clickButton("✕", "dialog button");
  await window.session.executeScript("const field = [...document.querySelectorAll('dialog select')].at(-1); field.value = 'other'; field.dispatchEvent(new Event('change', { bubbles: true }))");
  await window.fill("Why", "one label is enough");
  await window.sees("dialog [role=status]", "1 name is read as another");
  await window.clickButton("Decide 1 name", "dialog button");
  await window.sees("dialog .past", "the label “unsupported” is read as “other”");
  await window.look("stale-decided");
  assert.deepEqual([uses("unsupported"), uses("other")], [0, before + others]);
  await window.clickButton("Take back", "dialog button");
  await window.sees("dialog .names", "Unsupported");
  assert.deepEqual([uses("unsupported"), uses("other")], [before, others]);
  await window.clickButton("Close", "dialog button");
  assert.equal(touchstone("verify", project, "--json").ok, true);
});
