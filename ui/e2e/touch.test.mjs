// A finger and a pen on the texts of the real window. The finger's touches come through an X server and GTK (touch-screen.mjs).

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openTouchScreen } from "./touch-screen.mjs";
import { Key, openWindow, ownFolder, touchstone } from "./window.mjs";

const opening = "The bridge was opened in 1936 before a huge crowd. It cost four million pounds.";
const items = [{ id: "bridge", sample: { text: `${opening}\n\n${"Tolls paid for it within ten years. ".repeat(300)}` }, sources: [{ text: "The harbour bridge was opened on 19 March 1932.\n\nIt cost six million pounds." }] }];
/** Longer than a long press (`restsFor` in src/text/touch.ts). */
const long = 650;
let window;
let screen;

before(async () => {
  const folder = ownFolder();
  const file = join(folder, "items.jsonl");
  const project = join(folder, "bridge.touchstone");
  writeFileSync(file, items.map((item) => JSON.stringify(item)).join("\n") + "\n");
  touchstone("new", project);
  touchstone("import", project, file, "--json");
  screen = await openTouchScreen(folder);
  window = await openWindow([project], folder, screen.display);
  await window.startReviewing("Ada");
});
after(async () => {
  await window?.close();
  screen?.close();
});

/** From the page to the screen. */
async function onScreen({ x, y }) {
  const [left, top] = await window.session.executeScript("return [screenX + outerWidth - innerWidth, screenY + outerHeight - innerHeight]");
  return { x: x + left, y: y + top };
}
const middleOf = (selector) => window.until(selector, () => window.session.executeScript(
  `const all = [...document.querySelectorAll(arguments[0])].map((each) => each.getBoundingClientRect()).filter(({ width, height }) => width * height > 0);
   return all[0] && { x: Math.round(all[0].left + all[0].width / 2), y: Math.round(all[0].top + all[0].height / 2) };`, selector));
const tap = async (place) => screen.tap(await onScreen(place));
const stroke = async (from, to, options) => screen.stroke(await onScreen(from), await onScreen(to), options);
const chosen = () => window.texts("[aria-label=Sample] .chosen");
const quotes = () => window.texts("[data-card] .quote");
const selects = (text) => window.until(`“${text}” selected`, async () => (await chosen())[0] === `“${text}”` || Promise.reject(new Error(JSON.stringify(await chosen()))));
const top = () => window.session.executeScript("return document.querySelector('[data-pane=sample]').scrollTop");
const fingersKnown = () => window.until("fingers are known", () => window.session.executeScript("return document.documentElement.dataset.pointer === 'coarse'")).then(() => window.painted());
/** Moves the mouse until the page takes it for one: what it tells right after a touch is the touch's. */
const mouseKnown = () => window.until("a mouse is known", async () => {
  await window.session.actions({ async: true }).move({ x: 300, y: 300 }).move({ x: 310, y: 305 }).move({ x: 320, y: 310 }).move({ x: 330, y: 315 }).move({ x: 340, y: 320 }).perform();
  return window.session.executeScript("return document.documentElement.dataset.pointer === 'fine'");
}).then(() => window.painted());
const toTop = async () => {
  await window.session.executeScript("document.querySelector('[data-pane=sample]').scrollTop = 0");
  await window.painted();
};

test("a long press takes the word, and moving on takes further words", async () => {
  await stroke(await window.placeOf("sample", "huge"), await window.placeOf("sample", "crowd"), { rest: long });
  await selects("huge crowd");
  await window.find("[data-handle=end]");
  // From the first touch on there is room for fingers: the heads grow, and the text moves down.
  await fingersKnown();
});

test("the handles move the ends to the character", async () => {
  // The end goes as far as the finger does, wherever its handle was taken.
  const drag = async (which, from, to) => {
    const [{ x, y }, before, after] = [await middleOf(`[data-handle=${which}]`), await window.placeOf("sample", ...from), await window.placeOf("sample", ...to)];
    await stroke({ x, y }, { x: x + after.x - before.x, y: y + after.y - before.y });
  };
  await drag("end", ["huge crowd", "end"], ["huge cro", "end"]);
  await selects("huge cro");
  await drag("start", ["huge", "start"], ["opened", "start"]);
  await selects("opened in 1936 before a huge cro");
  await drag("end", ["huge cro", "end"], ["1936", "end"]);
  await selects("opened in 1936");
  await window.look("touch-handles");
  await window.find("[data-handle=end]");
});

test("a tap on a label marks, a tap beside lets go, a tap on the mark takes it again", async () => {
  await tap(await middleOf("footer [data-label]"));
  await window.until("the mark", async () => (await quotes()).includes("“opened in 1936”"));
  await window.gone("[data-handle]");
  await toTop();
  await tap(await window.placeOf("sample", "million"));
  await window.gone("[data-card][aria-current=true]");
  await tap(await window.placeOf("sample", "1936"));
  await window.find("[data-card][aria-current=true]");
});

test("a swipe scrolls and selects nothing; a tap puts the caret", async () => {
  await toTop();
  const { x } = await window.placeOf("sample", "huge");
  await stroke({ x, y: 500 }, { x, y: 260 }, { rest: 10, steps: 12 });
  await window.until("scrolled", async () => (await top()) > 100);
  assert.deepEqual(await chosen(), []);
  await window.until("at rest", async () => { const before = await top(); await window.painted(); return (await top()) === before; });
  await toTop();
  assert.equal((await quotes()).length, 1);
  await tap(await window.placeOf("sample", "four"));
  await window.gone("[data-card][aria-current=true]");
  await window.press("2");
  await window.until("the word tapped on", async () => (await quotes()).includes("“four”"));
});

test("a finger moves the divider, also where it is touched beside it", async () => {
  const height = () => window.session.executeScript("return Number(document.querySelector('[role=separator]').ariaValueNow)");
  const before = await height();
  const { x, y } = await middleOf("[role=separator]");
  await stroke({ x, y: y - 12 }, { x, y: y - 92 }, { rest: 10 });
  await window.until("80 pixels more", async () => Math.abs((await height()) - before - 80) <= 2);
  const moved = await middleOf("[role=separator]");
  await stroke({ x, y: moved.y + 12 }, { x, y: moved.y + 92 }, { rest: 10 });
  await window.until("as before", async () => Math.abs((await height()) - before) <= 4);
});

test("evidence by fingers alone: a passage of the source, its key on the head, its stance", async () => {
  await toTop();
  await window.sees("[data-card][aria-current=true]", "four");
  await tap(await window.placeOf("sample", "1936"));
  await window.sees("[data-card][aria-current=true]", "1936");
  await stroke(await window.placeOf("source", "opened"), await window.placeOf("source", "1932"), { rest: long });
  await window.sees("[aria-label=Source] .chosen", "opened on 19 March 1932");
  await tap(await middleOf("[aria-label=Source] .head button[title=evidence]"));
  await window.find("[data-stance=contradicts]");
  await window.painted();
  await tap(await middleOf("[data-stance=contradicts]"));
  await window.until("the evidence", async () => (await window.texts("[data-card] .passage")).some((text) => text.includes("19 March 1932")));
});

test("a pen selects as a mouse does, its selection has handles, and it takes an annotation", async () => {
  await mouseKnown();
  await toTop();
  const pens = () => window.session.executeScript("return window.pens");
  await window.session.executeScript("window.pens = 0; addEventListener('pointerdown', (event) => { if (event.pointerType === 'pen' && event.isTrusted) window.pens += 1; }, true)");
  await window.pen(await window.placeOf("sample", "before", "start"), await window.placeOf("sample", "huge", "end"));
  await selects("before a huge");
  assert.equal(await pens(), 1, "the window was told of a pen");
  const handle = await middleOf("[data-handle=end]");
  const [before, beyond] = [await window.placeOf("sample", "huge", "end"), await window.placeOf("sample", "huge cr", "end")];
  await window.pen(handle, { x: handle.x + beyond.x - before.x, y: handle.y });
  await selects("before a huge cr");
  await window.pen(await middleOf("footer [data-label]:nth-of-type(1)"));
  await window.until("the mark of the pen", async () => (await quotes()).includes("“before a huge cr”"));
  await window.pen(await window.placeOf("sample", "1936"));
  await window.sees("[data-card][aria-current=true]", "1936");
  await window.pen(await window.placeOf("sample", "huge"));
  await window.sees("[data-card][aria-current=true]", "before a huge cr");
});

/** Every control that is seen, not in a text, and smaller than a finger; a tick box is as large as its words. */
const small = (least) => window.session.executeScript(
  `const sees = (each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !each.closest('[inert], .visually-hidden, .text-content');
   const asks = 'button, select, summary, a[href], input:not([type=hidden]), textarea, [role=tab], [role=option], [role=menuitem], [role=row][aria-rowindex]:not([aria-rowindex="1"])';
   const top = document.querySelector('dialog[open]') ?? document;
   return [...top.querySelectorAll(asks)].filter(sees).flatMap((each) => {
     const tick = each.matches('input[type=checkbox], input[type=radio]');
     const { width, height } = ((tick && each.closest('label, [data-tick]')) || each).getBoundingClientRect();
     return width * height > 1 && (width < arguments[0] - 0.5 || height < arguments[0] - 0.5) ? [(each.ariaLabel || each.textContent.trim() || each.title || each.outerHTML).slice(0, 60) + ' ' + Math.round(width) + ' × ' + Math.round(height)] : [];
   });`, least);

test("what is pressed is as large as a finger on every screen, and small again for a mouse", async () => {
  await tap(await window.placeOf("sample", "four"));
  await fingersKnown();
  const large = async (name) => {
    await window.painted();
    assert.deepEqual(await small(44), [], name);
    await window.picture(`touch/${name}`);
    assert.deepEqual(await window.violations(), [], name);
  };
  for (const [width, height] of [[1440, 900], [1000, 640]]) {
    await window.size(width, height);
    await large(`review-${width}`);
  }
  for (const [name, key] of [["keys", "?"], ["skip", "s"], ["flag", "f"], ["labels", "l"], ["phrases", "j"], ["recent", Key.BACK_SPACE]]) {
    await window.session.executeScript("document.querySelector('[data-card]').click()");
    await window.find("[data-card][aria-current=true]");
    await window.press(key);
    await window.find("dialog[open]");
    await large(`review-${name}`);
    await window.press(Key.ESCAPE);
    await window.gone("dialog");
  }
  await window.choose("header .name button", "Your items");
  await window.find("[role=row][aria-rowindex='2']");
  await large("my-items");
  await window.clickButton("See it as the lead");
  await window.sees("dialog", "blind");
  await large("become-lead");
  await window.clickButton("Become the lead");
  await window.sees("[data-testid=total]", "item");
  await window.find("[role=row][aria-rowindex='2']");
  await large("project");
  for (const place of ["Agreement", "Adjudicate", "Import", "Export"]) {
    await window.choose("header .name button", place);
    await window.sees("h1", place);
    await window.painted();
    await large(place.toLowerCase());
  }
  for (const section of ["Labels", "Guidelines", "Reviewers", "Assignment", "Project", "Appearance", "Shortcuts"]) {
    await window.choose("header .name button", "Settings");
    await window.clickButton(section, "nav[aria-label=Settings] button");
    await large(`settings-${section.toLowerCase()}`);
  }
  await window.choose("header .name button", "Start screen");
  await window.sees("h3", "Recent projects");
  await large("start");
  await mouseKnown();
  assert.notDeepEqual(await small(44), [], "what is pressed is small again");
});
