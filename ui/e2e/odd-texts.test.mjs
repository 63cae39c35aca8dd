// Odd texts in the real window: what an annotation shows is what is stored, in every script; nothing in a text ever runs.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openWindow, ownFolder, touchstone } from "./window.mjs";

const scripts = [
  "The quick brown fox — “jumps” over 12,345.67 lazy dogs.", "ولد الشاعر في دمشق سنة 1895، ثم سافر إلى بغداد.", "השועל החום קפץ, 12 פעמים (abc) מעל הכלב.",
  "देवनागरी में लिखा हुआ पाठ, क्षत्रिय और ज्ञान।", "ภาษาไทยไม่มีช่องว่างระหว่างคำ กำลังทดสอบ", "東京は日本の首都です。葛󠄀城市と𠮷野家。", "한국어 문장과 한글 자모.", "Ελληνικά και Ἀθῆναι.",
  "Русский текст: ёлка, й.", "தமிழ் எழுத்துக்கள் க்ஷ", "မြန်မာစာ စမ်းသပ်ခြင်း", "ខ្មែរ អក្សរ", "ກາສາລາວ", "ქართული ენა", "Հայերեն լեզու", "አማርኛ ቋንቋ", "བོད་ཡིག", "ᠮᠣᠩᠭᠣᠯ", "Việt Nam: tiếng Việt ế ộ",
  "e\u0301 n\u0303 o\u0302\u0323 Z͑ͫ̓a̴l͓g̠o", "👩‍🚀 👨‍👩‍👧‍👦 🏳️‍🌈 🇩🇪 👍🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "𝒜𝓃𝑜𝓉𝒽𝑒𝓇 𝕡𝕝𝕒𝕟𝕖 𐍈𐌰𐌿𐍂𐌳",
];
const hostile = [
  "<script>window.ran = 'script'</script><img src=x onerror=\"window.ran = 'img'\"><svg onload=\"window.ran='svg'\"></svg>", "</p></div><iframe src=\"https://example.org\"></iframe><a href=\"javascript:window.ran='a'\">x</a>",
  "{{constructor.constructor('window.ran=1')()}} ${window.ran=1} &lt;b&gt; &#x3c;script&#x3e; <!-- --> <style>*{display:none}</style>",
  "safe\u202Egpj.exe\u202C and \u2066isolated\u2069 and \u200Bzero\u200Bwidth\uFEFF and \u00ADsoft", "bell\u0007 null\u0001 escape\u001B[31m delete\u007F c1\u0085 line\u2028sep par\u2029sep tab\tend", "carriage\r\nreturn\rlone",
];
const text = [...scripts, ...hostile].join("\n");
let seed = 20_241;
const below = (limit) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % limit;
let folder;
let project;
let window;

/** Spans anywhere on whole characters (never inside one): overlapping, nested, over lines, over invisible characters. */
function fuzz() {
  const letters = [...text];
  const graphemes = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)].map(({ segment }) => [...segment].length);
  const bounds = graphemes.reduce((list, length) => [...list, list.at(-1) + length], [0]);
  return Array.from({ length: 240 }, (_, number) => {
    const first = below(bounds.length - 1);
    const last = Math.min(bounds.length - 1, first + 1 + below(number % 6 === 0 ? 160 : 14));
    const [start, end] = [bounds[first], bounds[last]];
    return { id: `f${number}`, start, end, quote: letters.slice(start, end).join(""), label: ["contradiction", "unsupported", "other"][number % 3], severity: "minor", note: "n" };
  });
}

const fuzzed = fuzz();

before(async () => {
  folder = ownFolder();
  const file = join(folder, "items.jsonl");
  project = join(folder, "odd.touchstone");
  const item = { id: "odd", sample: { text }, sources: [{ id: "s", text, title: "<b>title</b>" }], reviews: [{ reviewer: "Ada", state: "in_progress", annotations: fuzzed }] };
  writeFileSync(file, JSON.stringify(item) + "\n");
  touchstone("new", project);
  touchstone("import", project, file, "--json");
  window = await openWindow([project], folder);
  await window.takeUpReviewsOf("Ada");
});
after(() => window?.close());

/** What the elements show for each annotation, beside what its card says is stored. */
const drawn = () =>
  window.session.executeScript(`
    const shown = {};
    for (const mark of document.querySelectorAll('[data-pane=sample] mark')) for (const id of mark.dataset.ids.split(' ')) shown[id] = (shown[id] ?? '') + mark.textContent;
    return shown;`);

test("every character stands in the window as it was given", async () => {
  for (const pane of ["sample", "source"]) {
    const lines = await window.session.executeScript("return [...document.querySelectorAll('[data-pane=' + arguments[0] + '] .line')].map((line) => [line.textContent, line.classList.contains('soft')])", pane);
    assert.equal(lines.map(([line, soft]) => line + (soft ? "" : "\n")).join("").slice(0, -1), text);
  }
});

test("what an annotation shows is its stored quote, over every script and 240 fuzzed spans", async () => {
  const { review } = await window.ask("open_review", { item: null });
  assert.deepEqual(review.annotations.map(({ segments }) => segments[0].quote).toSorted(), fuzzed.map(({ quote }) => quote).toSorted());
  const shown = await drawn();
  for (const { id, segments } of review.annotations) {
    // The end of a line is the end of a paragraph: it is drawn by no element.
    assert.equal(shown[id] ?? "", segments.map(({ quote }) => quote).join("").replaceAll("\n", ""), id);
  }
});

test("what hides has a sign beside it, and no sign is part of the text", async () => {
  const signs = await window.session.executeScript("return [...document.querySelectorAll('[data-pane=sample] [data-sign]')].map((each) => [each.dataset.sign, each.textContent.length])");
  for (const sign of ["RLO", "PDF", "LRI", "PDI", "ZWSP", "BOM", "SHY", "LS", "PS", "␇", "␛", "␡"]) assert.ok(signs.some(([name]) => name === sign), `${sign} is shown`);
  assert.ok(signs.every(([, length]) => length === 1 || length === 2));
  await window.picture("odd-texts");
});

test("nothing in a text runs, and the window reaches no network", async () => {
  const found = await window.session.executeScript(`
    return { ran: window.ran ?? null, elements: [...document.querySelectorAll('[data-pane] script, [data-pane] img, [data-pane] iframe, [data-pane] svg, [data-pane] a, [data-pane] style')].length }`);
  assert.deepEqual(found, { ran: null, elements: 0 });
  const reached = await window.session.executeAsyncScript(`
    const done = arguments[0]; const tries = {};
    const refused = [];
    document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
    Promise.allSettled([
      fetch('https://example.org/').then(() => (tries.fetch = true)),
      new Promise((open, fail) => { const image = new Image(); image.onload = open; image.onerror = fail; image.src = 'http://127.0.0.1:9/x.png'; }).then(() => (tries.image = true)),
      new Promise((open, fail) => { const script = document.createElement('script'); script.textContent = 'window.ran = "inline"'; document.head.append(script); setTimeout(open, 50); }),
      new Promise((open, fail) => { try { const socket = new WebSocket('ws://127.0.0.1:9/'); socket.onopen = () => { tries.socket = true; open(); }; socket.onerror = fail; setTimeout(fail, 500); } catch (error) { fail(error); } }),
      (async () => { (0, eval)('window.ran = "eval"'); })(),
    ]).then(() => setTimeout(() => done({ tries, ran: window.ran ?? null, refused: [...new Set(refused)].map((each) => each.replace(/-elem$/, '')).sort() }), 100));`);
  assert.deepEqual(reached.tries, {});
  assert.equal(reached.ran, null);
  for (const directive of ["connect-src", "img-src", "script-src"]) assert.ok(reached.refused.includes(directive), `${directive} refused: ${JSON.stringify(reached.refused)}`);
});
