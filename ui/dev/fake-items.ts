/** Items to look at: the one of the mock, scripts and kinds, long and dense texts. Own texts. */

import type { Annotation, Kind, Part, ReviewView, SourceView } from "../src/ipc/contract";

const news = `The former Harbour Town player, 30, won 61 caps for his country after making his senior debut in 2009. He was part of the squad for two world tournaments and two continental championships, but played only three minutes of the last one.

“The decision we've reached is about common sense. I wish the manager, the players, staff and supporters success in the future,” the midfielder said.

He holds the record for most under-21 caps with 46, won between 2004 and 2009. His only senior goal came in a 5-0 qualifying win.

The club said it would not comment on his future before the end of the season. Training resumes on Monday at the riverside ground, where the first public session in two years drew 4,200 people.`;
const summary = `The former Harbour Town midfielder, 30, has retired from international football after earning 61 caps. He made his senior debut in 2009 and was part of the squad for two world tournaments and two continental championships.

He holds the under-21 record with 46 appearances and scored once for the senior side, in front of a sold-out crowd, during a 5-0 qualifying win. He wished the team well for the future under its manager.`;
const talk: [string, string][] = [
  ["customer", "Hello, my kettle 🫖 does not switch off any more. Is that covered?"],
  ["agent", "Yes. The guarantee runs for three years, and switches are part of it."],
  ["customer", "ولد الشاعر في بغداد سنة 1895 — that is what is printed on the box, what does it mean?"],
  ["agent", "It says: ‘The poet was born in Baghdad in 1895.’ A zero\u200bwidth space and an e\u0301 hide here."],
];
const arabic = "ولد الشاعر في بغداد سنة 1895، ودرس في مدارسها.\nثم سافر إلى دمشق وكتب ديوانه الأول هناك.";
const record = '{\n  "name": "Harbour Bridge",\n  "opened": 1932,\n  "length_m": 1149.5,\n  "toll": true,\n  "architect": "J. Bradfield"\n}';

function source(id: string, text: string, title: string, facts: string[], kind: Kind = "prose", parts: Part[] = []): SourceView {
  return { source: id, title, kind, facts, text, parts };
}
function at(text: string, quote: string): { start: number; end: number; quote: string } {
  const start = text.indexOf(quote);
  return { start, end: start + quote.length, quote };
}
function annotation(id: string, quote: { start: number; end: number; quote: string }, primary: string, more: Partial<Annotation> = {}): Annotation {
  return { id, segments: [quote], primary, others: [], severity: "minor", evidence: { state: "not-given" }, correction: null, note: null, ...more };
}
function view(item: string, sample: { text: string; kind?: Kind; parts?: Part[] }, sources: SourceView[], annotations: Annotation[] = []): ReviewView {
  return {
    item, at: 0, of: 0, done: 0, sources, position: null, queue: null,
    sample: { text: sample.text, kind: sample.kind ?? "prose", parts: sample.parts ?? [] },
    review: { annotations, omissions: [], verdict: null, flag: null, status: "open", canUndo: false, canRedo: false },
  };
}
function turns(said: [string, string][]): { text: string; kind: Kind; parts: Part[] } {
  let text = "";
  const parts = said.map(([role, words]) => {
    if (text !== "") text += "\n\n";
    const start = text.length;
    text += words;
    return { start, end: text.length, role };
  });
  return { text, kind: "conversation", parts };
}
function long(characters: number): string {
  const words = "the harbour bridge was opened by night and the town paid for it over thirty years of tolls and lotteries".split(" ");
  let seed = 11;
  const lines: string[] = [];
  let length = 0;
  while (length < characters) {
    const line = Array.from({ length: 40 }, () => words[(seed = (seed * 48271) % 2147483647) % words.length]).join(" ");
    lines.push(line);
    length += line.length + 1;
  }
  return lines.join("\n");
}
function dense(text: string, count: number): Annotation[] {
  const labels = ["contradiction", "unsupported", "fabricated-reference", "reasoning-error", "other"];
  return Array.from({ length: count }, (_, index) => {
    const start = Math.floor((index * (text.length - 60)) / count);
    const end = start + 12 + (index % 5) * 9;
    return annotation(`d${index}`, { start, end, quote: text.slice(start, end) }, labels[index % 5] ?? "other");
  });
}

const big = long(200_000);
const huge = long(2_000_000);

export const items: ReviewView[] = [
  view("i1", { text: summary }, [source("s1", news, "news report", ["CC BY"]), source("s2", record, "record", ["CC0"], "json")], [
    annotation("a1", at(summary, "has retired from international football"), "contradiction", {
      severity: "major", correction: "has stepped away from the national team", note: "the source says a decision, not that it is a retirement",
      evidence: { state: "passages", passages: [{ source: "s1", stance: "contradicts", ...at(news, "“The decision we've reached is about common sense. I wish the manager, the players, staff and supporters success in the future,”") }] },
    }),
    annotation("a2", at(summary, "in front of a sold-out crowd"), "unsupported", { evidence: { state: "none-exists" } }),
  ]),
  view("i2", turns(talk), [source("s3", arabic, "biography", ["public domain"]), source("s4", news, "", [])], []),
  view("i3", { text: summary }, [], [
    annotation("b1", at(summary, "retired from international football after earning 61 caps"), "contradiction"),
    annotation("b2", at(summary, "international football"), "unsupported"),
    annotation("b3", at(summary, "football after earning"), "fabricated-reference"),
    annotation("b4", at(summary, "football"), "reasoning-error"),
    annotation("b5", at(summary, "46 appearances"), "other"),
  ]),
  view("i4", { text: big }, [source("s5", big, "long", [])], dense(big, 1000)),
  view("i5", { text: summary }, [source("s6", huge, "very long", [])]),
  view("i6", { text: record, kind: "json" }, [source("s7", record, "record", ["CC0"], "json")]),
];
