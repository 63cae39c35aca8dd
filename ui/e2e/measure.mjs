// Measures the real window by its own trace and prints a table for docs/performance.md.
// `npm run measure` takes the programs from target/release, or from TOUCHSTONE_BUILT.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
process.env.TOUCHSTONE_BUILT ??= resolve(here, "../../target/release");
process.env.TOUCHSTONE_E2E_PATIENCE ??= "60000";
if (!process.env.TOUCHSTONE_MEASURING) {
  const [program, ...args] = ["dbus-run-session", "--", "xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", process.execPath, fileURLToPath(import.meta.url)];
  const run = spawnSync(program, args, { stdio: "inherit", env: { ...process.env, NO_AT_BRIDGE: "1", TOUCHSTONE_MEASURING: "1" } });
  process.exit(run.status ?? 1);
}
const { Key, openWindow, ownFolder, touchstone } = await import("./window.mjs");

const folder = ownFolder();
const trace = (name) => join(folder, `${name}.jsonl`);
const lines = (name) => (existsSync(trace(name)) ? readFileSync(trace(name), "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line)) : []);
const sorted = (values) => values.toSorted((a, b) => a - b);
const quantile = (values, share) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))];
const told = (what, values, budget) => console.log(`| ${what} | ${values.length} | ${quantile(values, 0.5)} | ${quantile(values, 0.95)} | ${budget} |`);

/** A text of about so many characters: sentences of small words, a paragraph every six. */
function text(length) {
  const words = "the mill stood where tide and river met and its wheel turned twice a day while barges waited for grain under a grey sky".split(" ");
  const parts = [];
  for (let size = 0, at = 0; size < length; at += 1) {
    const sentence = Array.from({ length: 12 }, (_, word) => words[(at * 7 + word * 3) % words.length]).join(" ");
    parts.push(`Number ${at}: ${sentence}.${at % 6 === 5 ? "\n\n" : " "}`);
    size += parts.at(-1).length;
  }
  return parts.join("").slice(0, length);
}

function project(name, items) {
  const file = join(folder, `${name}-items.jsonl`);
  const path = join(folder, `${name}.touchstone`);
  writeFileSync(file, items.map((item) => JSON.stringify(item)).join("\n") + "\n");
  touchstone("new", path);
  touchstone("import", path, file, "--json");
  return path;
}

/** Sends a command to the program as the window does. */
const send = (window, command, request) =>
  window.session.executeAsyncScript(
    `const [command, request, done] = arguments; const { invoke, transformCallback } = window.__TAURI_INTERNALS__;
     invoke("call", { command, request, progress: "__CHANNEL__:" + transformCallback(() => undefined) }).then((reply) => done({ reply }), (error) => done({ error }));`,
    command, request,
  ).then(({ reply, error }) => { if (error) throw new Error(JSON.stringify(error)); return reply; });

/** From the start of the process to the first paint in which one can do something. */
async function start(rounds) {
  const demo = join(folder, "demo.touchstone");
  touchstone("demo", demo);
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const own = mkdtempSync(join(folder, "start-"));
    const file = join(own, "trace.jsonl");
    const from = Date.now();
    const program = spawn(join(process.env.TOUCHSTONE_BUILT, "touchstone-desktop"), ["--trace-ui", file, demo], {
      stdio: "ignore", env: { ...process.env, XDG_DATA_HOME: own, XDG_CONFIG_HOME: own, XDG_CACHE_HOME: own },
    });
    const end = Date.now() + 60_000;
    let seen;
    while (!seen && Date.now() < end) {
      await new Promise((done) => setTimeout(done, 50));
      seen = existsSync(file) && readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line)).find(({ what }) => what === "start");
    }
    if (seen) times.push(Math.round((seen.at ?? NaN) - from));
    const gone = new Promise((done) => program.once("exit", done));
    program.kill("SIGKILL");
    await gone;
    await new Promise((done) => setTimeout(done, 200));
  }
  return times;
}

async function marking() {
  const path = project("marking", [{ id: "long", sample: { text: text(200_000) }, sources: [{ text: text(20_000) }] }]);
  const window = await openWindow(["--trace-ui", trace("marking"), path], folder);
  await window.startReviewing("Ada");
  const { item, sample } = await send(window, "open_review", { item: null });
  const starts = [...sample.text.matchAll(/Number \d+/g)].map(({ index, 0: quote }) => ({ start: index, end: index + quote.length, quote }));
  for (let made = 0; made < 1000; made += 1) {
    const segment = starts[Math.floor((made * starts.length) / 1000)];
    await send(window, "record_intent", { item, intent: { kind: "annotate", segments: [segment], primary: made % 2 === 0 ? "contradiction" : "unsupported", others: [], severity: "minor" } });
  }
  await window.session.executeScript("location.reload()");
  await window.until("a thousand marks", async () => (await window.texts("[data-pane=sample] mark")).length >= 1000);
  await window.click("[data-pane=sample] .line");
  for (let made = 0; made < 60; made += 1) {
    await window.press([Key.CONTROL, Key.ARROW_RIGHT], [Key.CONTROL, Key.ARROW_RIGHT], "4");
    await new Promise((done) => setTimeout(done, 450));
  }
  await new Promise((done) => setTimeout(done, 600));
  await window.close();
  return lines("marking").filter(({ what }) => what === "annotate").map(({ ms }) => ms);
}

async function submitting() {
  const path = project("submitting", Array.from({ length: 60 }, (_, at) => ({ id: `item-${at}`, sample: { text: `${at}. ${text(1500)}` }, sources: [{ text: `${at}. ${text(4000)}` }] })));
  const window = await openWindow(["--trace-ui", trace("submitting"), path], folder);
  await window.startReviewing("Ada");
  for (let done = 0; done < 50; done += 1) {
    const before = (await window.texts("[data-pane=sample] .line"))[0];
    await window.press("c");
    await window.find("[data-verdict=clean][aria-pressed=true]");
    await window.press(Key.ENTER);
    await window.until("the next item", async () => (await window.texts("[data-pane=sample] .line"))[0] !== before);
  }
  await new Promise((done) => setTimeout(done, 600));
  await window.close();
  return lines("submitting").filter(({ what }) => what === "submit").map(({ ms }) => ms);
}

async function scrolling() {
  const path = project("scrolling", [{ id: "huge", sample: { text: text(2_000_000) }, sources: [{ text: text(2_000_000) }] }]);
  const window = await openWindow(["--trace-ui", trace("scrolling"), path], folder);
  await window.startReviewing("Ada");
  await window.painted();
  for (const pane of ["sample", "source"])
    await window.session.executeAsyncScript(
      `const [pane, done] = arguments; const box = document.querySelector('[data-pane="' + pane + '"]'); let frames = 0;
       const step = () => { box.scrollTop += 60; frames += 1; frames < 300 ? requestAnimationFrame(step) : setTimeout(done, 600); }; requestAnimationFrame(step);`, pane);
  await new Promise((done) => setTimeout(done, 600));
  await window.close();
  return lines("scrolling").filter(({ what }) => what === "scroll");
}

console.log("| what | times | median ms | 95 % ms | wanted |\n|---|---|---|---|---|");
told("start of the process to the first usable paint (demo project)", await start(10), "≤ 1,000");
told("submit → next item painted", await submitting(), "≤ 50");
told("key → annotation painted, 200 KB and 1,000 annotations", await marking(), "≤ 16");
for (const { frames, worst_ms, over_20_ms } of await scrolling())
  console.log(`| frames while 2 MB are scrolled by 60 px a frame: over 20 ms / all, worst | ${frames} | ${over_20_ms} over 20 ms | ${worst_ms} | none |`);
process.exit(0);
