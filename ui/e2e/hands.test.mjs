// Hands on the keyboard in the real window: the palette, keys of one's own, pieces, repeating, folding.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { Key, openWindow, Origin, ownFolder, touchstone } from "./window.mjs";

const record = { city: "Altmark", bridges: [{ name: "Harbour Bridge", year: 1932 }, { name: "Mill Bridge", year: 1881 }], notes: [] };
const items = [
  {
    id: "cats",
    sample: { text: "The cat sat by the river. A cat and another cat swam; the category is animals.\n\n# Steps\n- feed the **cat**\n\n```\ncat file\n```" },
    sources: [{ text: JSON.stringify(record), kind: "json", title: "record" }, { text: JSON.stringify(record, null, 2), kind: "json", title: "written out" }],
  },
];
let folder;
let window;

before(async () => {
  folder = ownFolder();
  const file = join(folder, "items.jsonl");
  const project = join(folder, "hands.touchstone");
  writeFileSync(file, items.map((item) => JSON.stringify(item)).join("\n") + "\n");
  touchstone("new", project);
  touchstone("import", project, file, "--json");
  window = await openWindow([project], folder);
  await window.startReviewing("Ada");
});
after(() => window?.close());
beforeEach(() => window.sees("[data-testid=saved]", "saved"));

const marked = () => window.texts("[data-pane=sample] mark");
const cards = () => window.texts("[data-card] .quote");

test("the palette finds by some letters, shows keys, and does what it says", async () => {
  await window.clickText("sample", "river");
  await window.press([Key.CONTROL, "k"]);
  await window.find("[role=combobox]");
  await window.press("mark contra");
  await window.sees("[role=option][aria-selected=true]", "mark as Contradiction");
  await window.look("palette");
  await window.press(Key.ENTER);
  await window.until("the word under the caret", async () => (await marked()).includes("river"));
  await window.press([Key.CONTROL, "k"]);
  await window.press("redo");
  await window.press(Key.ENTER);
  await window.sees("dialog [role=status]", "nothing to redo");
  await window.press(Key.ESCAPE);
  await window.gone("dialog");
});

test("pieces of one annotation: dragging with Ctrl, and the key +", async () => {
  await window.drag("sample", "The cat");
  const from = await window.placeOf("sample", "swam", "start");
  const to = await window.placeOf("sample", "swam", "end");
  const actions = window.session.actions().keyDown(Key.CONTROL).move({ origin: Origin.VIEWPORT, ...from }).press();
  await actions.move({ origin: Origin.VIEWPORT, ...to, duration: 120 }).release().keyUp(Key.CONTROL).perform();
  await window.sees(".chosen", "The cat … swam");
  await window.press("2");
  await window.until("one annotation of two pieces", async () => (await cards()).some((quote) => quote === "“The cat … swam”"));
});

test("the same words elsewhere are shown before they are marked, and undone in one step", async () => {
  await window.drag("sample", "animals");
  await window.press(Key.ESCAPE);
  await window.doubleClickText("sample", "another");
  await window.press(Key.ESCAPE);
  await window.drag("sample", "A cat");
  await window.press("3");
  await window.until("the mark", async () => (await cards()).includes("“A cat”"));
  await window.press([Key.SHIFT, "r"]);
  await window.sees("dialog", "Nowhere else");
  await window.press(Key.ESCAPE);
  await window.gone("dialog");
  await window.clickText("sample", "feed");
  await window.press([Key.CONTROL, Key.ARROW_RIGHT], [Key.CONTROL, Key.ARROW_RIGHT], [Key.CONTROL, Key.ARROW_RIGHT], "1");
  await window.until("the word cat", async () => (await cards()).includes("“cat”"));
  await window.press([Key.SHIFT, "r"]);
  await window.sees("dialog h2", "more");
  await window.look("mark-all");
  const before = (await cards()).length;
  await window.press(Key.ENTER);
  await window.until("more cards", async () => (await cards()).length > before + 1);
  assert.ok((await marked()).every((text) => text !== "category"));
  await window.press([Key.CONTROL, "z"]);
  await window.until("as before", async () => (await cards()).length === before);
});

test("a macro marks with label and severity by one key, and a phrase goes into the note", async () => {
  await window.choose("header .name button", "Appearance");
  await window.clickButton("Shortcuts", "nav[aria-label=Settings] button");
  await window.click("[data-testid=add-macro]");
  await window.sees("[data-macro] label", "Severity");
  await window.click("[data-macro] .key button");
  await window.press(Key.F4);
  await window.sees("[data-macro] .held", "F4");
  await window.fill("A further phrase", "The source gives another year.");
  await window.press(Key.ENTER);
  await window.find("[data-phrase]");
  await window.session.executeScript("document.querySelector('[data-macro]').scrollIntoView({ block: 'center' })");
  assert.equal(await window.session.executeScript("return document.scrollingElement.scrollTop + document.body.scrollTop"), 0, "the page scrolls, never the window");
  await window.look("macros");
  await window.choose("header .name button", "Review");
  await window.find("[data-pane=sample] .line");
  await window.drag("sample", "by the river");
  await window.press(Key.F4);
  await window.until("the mark of the macro", async () => (await cards()).includes("“by the river”"));
  const [card] = await window.texts("[data-card][aria-current=true]");
  assert.match(card, /Critical|critical/);
  await window.press("j");
  await window.sees("dialog h2", "Put a phrase into the note");
  await window.look("phrases");
  await window.press("1");
  await window.gone("dialog");
  await window.sees("[data-card][aria-current=true]", "The source gives another year.");
  await window.look("macro-marked");
});

test("JSON is a tree that folds, and its characters stay what they are", async () => {
  const lines = () => window.texts("[data-pane=source] .line");
  assert.equal((await lines()).join(""), JSON.stringify(record));
  const shown = () => window.session.executeScript("return [...document.querySelectorAll('[data-pane=source] .line')].filter((each) => each.offsetHeight > 0).length");
  const all = await shown();
  assert.ok(all > 10, `${all} lines are shown`);
  await window.picture("json-tree");
  await window.clickText("source", '"bridges"');
  await window.press("z");
  await window.until("fewer lines", async () => (await shown()) < all);
  await window.picture("json-folded");
  await window.press([Key.CONTROL, "f"]);
  await window.press("Mill");
  await window.sees(".find .count", "1 of 1");
  await window.until("the hit is unfolded", async () => (await shown()) === all);
  await window.press(Key.ESCAPE);
  await window.sees(".chosen", "Mill");
  await window.press([Key.SHIFT, "z"]);
  await window.until("all folded", async () => (await shown()) < all);
  await window.press([Key.SHIFT, "z"]);
  await window.until("all unfolded", async () => (await shown()) === all);
});

test("only the texts, and back", async () => {
  await window.press(Key.F9);
  await window.until("no foot", () => window.session.executeScript("return document.querySelector('footer').offsetHeight === 0"));
  const [texts, whole] = await window.session.executeScript("return [document.querySelector('[data-pane=sample]').getBoundingClientRect().height, innerHeight]");
  assert.ok(texts > whole * 0.9, `the texts have ${texts} of ${whole}`);
  await window.look("calm");
  await window.press(Key.F9);
  await window.until("the foot", () => window.session.executeScript("return document.querySelector('footer').offsetHeight > 0"));
});

test("a key that was fixed once is another's choice: said in settings, sheet and on the controls, heard there alone", async () => {
  const row = (action) => `[data-action='${action}']`;
  const taken = (action, key) => window.click(`${row(action)} button[aria-label^='Take ${key} away']`);
  await window.choose("header .name button", "Appearance");
  await window.clickButton("Shortcuts", "nav[aria-label=Settings] button");
  await window.find(row("source-2"));
  for (const [action, old, key, name] of [["source-2", "Ctrl+2", Key.F2, "F2"], ["choice-3", "3", "w", "W"]]) {
    await taken(action, old);
    await window.click(`${row(action)} .keys .button`);
    await window.press(key);
    await window.sees(`${row(action)} .held`, name);
  }
  // W parts sentences in the texts, where no list with numbers is heard: no clash. In the list itself there is one.
  assert.deepEqual(await window.texts(".refused"), []);
  await window.click(`${row("choice-4")} .keys .button`);
  await window.press("w");
  await window.sees(`${row("choice-4")} ~ *, ${row("choice-4")} .refused`, "W belongs to: choice 3");
  await window.picture("keys-clash");
  await window.clickButton("Leave it");
  await window.choose("header .name button", "Review");
  await window.find("[data-pane=source] .line");
  const shownSource = () => window.session.executeScript("return document.querySelector('[data-pane=source]').ariaLabel");
  await window.press([Key.CONTROL, "1"]);
  await window.until("the first source", async () => (await shownSource()) === "Source 1 of 2");
  await window.press([Key.CONTROL, "2"]);
  await window.painted();
  assert.equal(await shownSource(), "Source 1 of 2", "the old key goes nowhere");
  await window.press(Key.F2);
  await window.until("the second source", async () => (await shownSource()) === "Source 2 of 2");
  await window.press("?");
  await window.sees("dialog dl dd", "go to source 2");
  assert.ok((await window.texts("dialog dt")).some((keys) => keys.includes("F2")));
  await window.look("keys-own");
  await window.press(Key.ESCAPE);
  await window.gone("dialog");
  await window.press("s");
  await window.sees("dialog h2", "Skip this item");
  assert.deepEqual(await window.texts("dialog .presets kbd"), ["1", "2", "W", "4"]);
  await window.press("3");
  await window.painted();
  await window.sees("dialog h2", "Skip this item");
  await window.press("w");
  await window.gone("dialog");
  await window.sees("h2", "All done");
});
