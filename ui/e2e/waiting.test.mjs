// Jobs under way and files held over the real window: axe finds nothing in light and dark. Every job is the program's own, and so is what
// it tells of its progress; only its answer is held back from the page until all is looked at.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Key, openWindow, ownFolder, touchstone } from "./window.mjs";

const folder = ownFolder();
const project = join(folder, "demo.touchstone");
let window;

before(async () => {
  touchstone("demo", project);
  window = await openWindow([project], folder);
  await window.size(1000, 640);
  await window.find("[data-pane=sample] .line");
  await window.choose("header .name button", "Your items");
  await window.clickButton("See it as the lead");
  await window.clickButton("Become the lead");
  await window.find("[role=row][aria-rowindex='2']");
  // Answers come to the page by `fetch`: those of the command that is held wait there.
  await window.session.executeScript(`
    const real = window.fetch.bind(window);
    window.held = { command: null, waiting: [] };
    window.fetch = (url, options) => real(url, options).then((answer) => {
      const text = typeof options?.body === 'string' ? options.body : options?.body ? new TextDecoder().decode(options.body) : '';
      const asks = window.held.command !== null && text.includes('"command":"' + window.held.command + '"');
      return asks ? new Promise((done) => window.held.waiting.push(() => done(answer))) : answer;
    });`);
});
after(() => window?.close());

/** Begins a job, looks at it while its answer is held, and lets it end. */
async function job(name, command, begin, sign, ended) {
  await window.session.executeScript("window.held.command = arguments[0]", command);
  await begin();
  await window.until(`the answer of ${command} is held`, () => window.session.executeScript("return window.held.waiting.length > 0"));
  await window.find(sign);
  await window.sound(`waiting/${name}`);
  assert.ok((await window.texts(sign)).length > 0, `${name} is under way while it is looked at`);
  await window.session.executeScript("window.held.command = null; window.held.waiting.splice(0).forEach((let_go) => let_go());");
  await ended();
}

/** What Tauri tells the page of files held over the window, in its own way; there is no file manager here to drag them from. */
const files = (event, payload) => window.until(`the page hears of “${event}”`, () => window.session.executeScript(
  `const name = 'tauri://drag-' + arguments[0];
   const ids = Object.getOwnPropertyNames(window.__internal_unstable_listeners_object_id__?.[name] ?? {});
   if (ids.length > 0) window.__internal_unstable_listeners_function_id__({ event: name, payload: arguments[1] }, ids);
   return ids.length > 0;`, event, payload));
const place = (name) => window.choose("header .name button", name);
const bar = (label) => `[role=progressbar][aria-label='${label}']`;

/** Holds files over the window, looks at the sheet, and takes them away again. */
async function held(name, words) {
  // A screen that was just left may hear it first.
  await window.until(`“${words}”`, async () => (await files("over", { position: { x: 300, y: 300 } })) && (await window.texts(".sheet[aria-hidden=true] p")).includes(words));
  await window.sound(`waiting/${name}`);
  await files("leave", null);
  await window.gone(".sheet[aria-hidden=true] p");
}

test("files over the table of items, the import, and the start screen", async () => {
  await held("drop-items", "Drop files to import them into this project");
  await place("Import");
  await window.sees("h2", "Import into");
  await held("drop-import", "Drop files to add them");
});

test("an import", async () => {
  const file = join(folder, "more.csv");
  writeFileSync(file, `id,sample,source\n${Array.from({ length: 400 }, (_, at) => `x${at},A sample of words ${at},A source of words ${at}`).join("\n")}\n`);
  await window.fill("Add a file or folder", file);
  await window.press(Key.ENTER);
  await window.sees("main", "A sample of words");
  await job("import", "run_import", () => window.click("main button.primary"), bar("Import"), () => window.sees("main h2, main h3", "mported"));
});

test("measuring what was copied, making and taking packets", async () => {
  await place("Project");
  await window.find("[role=row][aria-rowindex='2']");
  await window.clickButton("Columns…");
  await window.find("[popover] label");
  await window.until("the layer inside the window, with all it tells", () => window.session.executeScript(
    "const layer = document.querySelector('[popover]'); return layer.textContent.includes('are measured for') && layer.getBoundingClientRect().bottom <= innerHeight"));
  const measure = await window.reading("[popover] button", "Measure the rest");
  await job("columns", "read_items", () => measure.click(), bar("Measuring copied runs"), () => window.gone(bar("Measuring copied runs")));
  await window.press(Key.ESCAPE);
  const packets = join(folder, "packets");
  mkdirSync(packets);
  await window.choose("header .packets button", "Make packets…");
  await window.fill("Folder for the packets", packets);
  await job("make-packets", "make_packets", () => window.click("dialog footer button.primary"), bar("Making packets"), () => window.gone(bar("Making packets")));
  await window.press(Key.ESCAPE);
  await window.gone("dialog");
  await window.choose("header .packets button", "Take packets…");
  await window.fill("Or a packet or folder of packets", packets);
  await job("take-packets", "take_packets", () => window.clickButton("Take"), bar("Taking packets"), () => window.gone(bar("Taking packets")));
  await window.press(Key.ESCAPE);
  await window.gone("dialog");
});

test("agreement: its figures, and who they rest on", async () => {
  await job("agreement", "measure_agreement", () => place("Agreement"), bar("Measuring"), () => window.find("main [role=region][aria-label=Figures] svg"));
  await job("reviewers", "measure_reviewers", () => window.clickButton("Reviewers", "[role=tab]"), bar("Measuring"), () => window.gone(bar("Measuring")));
});

test("adjudication: many at once, looked at and decided", async () => {
  await place("Adjudicate");
  await window.find("[data-card][aria-current=true]");
  await job("bulk-preview", "preview_bulk", () => window.press([Key.SHIFT, "a"]), "dialog", () => window.until("the preview", async () => (await window.reading("dialog button", "Accept")).isEnabled()));
  await job("bulk-accept", "accept_bulk", () => window.clickButton("Accept"), "dialog [role=status]", () => window.gone("dialog"));
});

test("an export, with a consensus computed before it", async () => {
  await place("Export");
  await window.find("[data-testid=counts]");
  await window.clickButton("Compute the consensus…");
  await window.sees("dialog h2", "Compute a consensus");
  await job("consensus", "run_consensus", () => window.clickButton("Compute and store"), bar("Computing the consensus"), () => window.gone("dialog"));
  await window.sees("main", "The consensus was computed");
  await window.fill("File to write", join(folder, "out.jsonl"));
  await job("export", "run_export", () => window.clickButton("Export"), bar("Export"), () => window.sees("h2", "exported"));
});

test("settings: a copy of the project, and a plan", async () => {
  await place("Settings");
  await window.clickButton("Project", "nav[aria-label=Settings] button");
  await window.fill("File of the copy", join(folder, "copy.touchstone"));
  await job("copy", "save_copy", () => window.clickButton("Save a copy"), bar("Copying the project"), () => window.sees("[role=status]", "Saved as"));
  await window.clickButton("Assignment", "nav[aria-label=Settings] button");
  const set = await window.until("a plan that can be set", () => window.session.executeScript(
    "return [...document.querySelectorAll('main button')].find((each) => /^(Set the plan|Bring the plan)/.test(each.textContent.trim()) && !each.disabled) ?? null"));
  await job("plan", "set_assignment", () => set.click(), bar("Setting the plan"), () => window.gone(bar("Setting the plan")));
});

test("the start screen: files held over it, and a project that opens", async () => {
  await place("Start screen");
  await window.sees("h3", "Recent projects");
  await held("drop-start", "Drop a project to open it, or files to import them");
  await job("open", "open_project", () => files("drop", { paths: [project], position: { x: 300, y: 300 } }), "main .busy [role=progressbar]", () => window.gone("main .busy"));
});
