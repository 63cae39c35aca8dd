// Measures long texts in the real window by its own trace (`--trace-ui`), and prints one line for each size.
// xvfb-run -a -s "-screen 0 1600x1000x24" dbus-run-session -- node ui/e2e/long-texts.measure.mjs [SIZE…]

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Key, openWindow, Origin, ownFolder, touchstone } from "./window.mjs";

const sizes = [
  { name: "5 KB", length: 5_000, marks: 100 },
  { name: "200 KB", length: 200_000, marks: 1_000 },
  { name: "2 MB", length: 2_000_000, marks: 10_000 },
  { name: "5 MB", length: 5_000_000, marks: 10_000 },
  { name: "one line of 1 MB", length: 1_000_000, marks: 1_000, line: true },
  { name: "JSON of 1 MB in one line", length: 1_000_000, marks: 100, json: true },
].filter(({ name }) => process.argv.length < 3 || process.argv.slice(2).includes(name));
const words = "the harbour bridge was opened before a huge crowd and its tolls paid the debt of many years to the last penny".split(" ");

function prose(length, line) {
  const parts = [];
  let size = 0;
  for (let number = 0; size < length; number += 1) {
    const sentence = `${number} ${words.slice(number % 7).join(" ")} ${words.slice(0, 5 + (number % 9)).join(" ")}${line ? ". " : number % 3 === 2 ? ".\n" : ". "}`;
    parts.push(sentence);
    size += sentence.length;
  }
  return parts.join("");
}
function json(length) {
  const rows = Array.from({ length: Math.ceil(length / 75) }, (_, number) => ({ name: `Bridge ${number}`, year: 1800 + (number % 220), tolls: [number, number * 2] }));
  return JSON.stringify({ rows });
}
function item({ length, marks, line, json: asJson }) {
  const text = asJson ? json(length) : prose(length, line);
  const step = Math.floor(text.length / marks);
  const annotations = Array.from({ length: marks }, (_, number) => {
    const start = number * step + 3;
    const end = start + 12 + (number % 30);
    return { id: `a${number}`, start, end, quote: text.slice(start, end), label: "contradiction", severity: "major",
      evidence: [{ source: "s", start, end, quote: text.slice(start, end), stance: "contradicts" }] };
  });
  const kind = asJson ? "json" : "prose";
  return { id: "long", sample: { text, kind }, sources: [{ id: "s", text, kind }], reviews: [{ reviewer: "Ada", state: "in_progress", annotations }] };
}
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

for (const size of sizes) {
  const folder = ownFolder();
  const file = join(folder, "items.jsonl");
  const project = join(folder, "long.touchstone");
  const trace = join(folder, "trace.jsonl");
  const short = { id: "short", sample: { text: "A short item." }, sources: [{ text: "A short source." }] };
  writeFileSync(file, [item(size), short].map((each) => JSON.stringify(each)).join("\n") + "\n");
  touchstone("new", project);
  touchstone("import", project, file, "--json");
  const window = await openWindow(["--trace-ui", trace, project], folder);
  const lines = () => (existsSync(trace) ? readFileSync(trace, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line)) : []);
  const look = (what) => lines().filter((line) => line.what === what);
  const patient = (what, test) => window.until(what, test);
  try {
    await window.takeUpReviewsOf("Ada");
    const isLong = async () => (await window.session.executeScript("return document.querySelector('[data-pane=sample] .text-content')?.children.length ?? 0")) > 0;
    await patient("a text", isLong);
    // Where the short item came first, it is submitted: what is measured then is going on to the long one.
    const first = await window.session.executeScript("return document.querySelector('[data-pane=sample]').textContent.length > 100");
    if (!first) {
      await window.press("c");
      await window.press(Key.ENTER);
    }
    const opening = first ? "open" : "submit";
    await patient("the trace of opening", async () => look(opening).length > 0);
    await patient("the long item", async () => (await window.session.executeScript("return document.querySelector('[data-pane=sample]')?.textContent.length ?? 0")) > 100);
    for (let turn = 0; turn < 8; turn += 1) {
      const before = look("annotate").length;
      await window.press([Key.CONTROL, Key.ARROW_RIGHT], [Key.CONTROL, Key.ARROW_RIGHT], "2");
      await patient("an annotation", async () => look("annotate").length > before);
    }
    const at = await window.session.executeScript("const rect = document.querySelector('[data-pane=sample]').getBoundingClientRect(); return { x: Math.round(rect.left + 200), y: Math.round(rect.top + 200) }");
    const from = look("scroll").length;
    for (let turn = 0; turn < 40; turn += 1) {
      await window.session.actions().scroll(at.x, at.y, 0, 600, Origin.VIEWPORT).perform();
    }
    await new Promise((done) => setTimeout(done, 1500));
    const scrolls = look("scroll").slice(from);
    const frames = scrolls.reduce((sum, each) => sum + each.frames, 0);
    const keys = await window.session.executeAsyncScript(`
      const done = arguments[0]; const pane = document.querySelector('[data-pane=sample]'); const times = []; let left = 30;
      const one = () => { const from = performance.now(); pane.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', shiftKey: true, bubbles: true, cancelable: true }));
        requestAnimationFrame(() => { const port = new MessageChannel(); port.port1.onmessage = () => { times.push(performance.now() - from); left -= 1; left > 0 ? one() : done(times); }; port.port2.postMessage(0); }); };
      one();`);
    const memory = await window.session.executeScript("return document.querySelectorAll('*').length");
    console.log(JSON.stringify({
      text: size.name, marks: size.marks, open_ms: median(look(opening).map(({ ms }) => ms)), annotate_ms: median(look("annotate").map(({ ms }) => ms)),
      caret_ms: Math.round(median(keys)), scroll_frames: frames, over_20_ms: scrolls.reduce((sum, each) => sum + each.over_20_ms, 0),
      worst_frame_ms: Math.max(0, ...scrolls.map(({ worst_ms }) => worst_ms)), elements: memory,
    }));
  } catch (error) {
    console.log(JSON.stringify({ text: size.name, failed: error.message, trace: lines() }));
  }
  await window.close();
}
process.exit(0);
