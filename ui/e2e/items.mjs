// The items that the end-to-end tests review: own texts, small, with what makes offsets hard.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { touchstone } from "./window.mjs";

const items = [
  {
    id: "bridge",
    sample: { text: "The bridge was opened in 1936 🌉 before a huge crowd. It cost four million pounds.\n\nTolls paid for it within ten years." },
    sources: [
      { text: "The harbour bridge was opened on 19 March 1932.\n\nIt cost six million pounds; tolls paid the debt off in 1988.", title: "almanac", licence: "public domain" },
      { text: "A second bridge followed in 1992 and carries the railway.", title: "leaflet" },
    ],
  },
  {
    id: "poet",
    sample: { text: "ولد الشاعر في دمشق سنة 1895.\nThe poet never left his town — é e\u0301 👩‍🚀 𠀋." },
    sources: [{ text: "ولد الشاعر في بغداد سنة 1895، ثم سافر إلى دمشق.", title: "سيرة" }],
  },
  { id: "tea", sample: { text: "Tea is made with boiling water." }, sources: [{ text: "Black tea is made with boiling water, green tea with cooler water." }] },
];

/** Writes the items to a file, one a line. */
export function writeItems(file) {
  writeFileSync(file, items.map((item) => JSON.stringify(item)).join("\n") + "\n");
}

/** Makes a project of the items in a folder; returns its path. */
export function makeProject(folder) {
  const file = join(folder, "items.jsonl");
  const project = join(folder, "crossing.touchstone");
  writeItems(file);
  touchstone("new", project);
  touchstone("import", project, file, "--json");
  return project;
}

/** The item whose sample holds a phrase. */
export function itemWith(phrase) {
  return items.find(({ sample }) => sample.text.includes(phrase));
}
