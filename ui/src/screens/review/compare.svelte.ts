/**
 * Comparing: what the machine reads in the item beside its sources, and which of it is lit now. It
 * only ever points; what is right is the reviewer's to say.
 */

import { announce, tell } from "../../components/announce.svelte";
import type { AlignedSentence, Change, Comparison, CopiedRun, Difference, Hint, NearPassage, Sibling } from "../../ipc/contract";
import { compareItem, itemDifferences, nearestTo, noticeHint, readAhead, recutSentence, siblingsOf } from "../../state/compare-calls";
import type { Paints } from "../../text/paint";
import { isEmpty, spanOf, union, type Span } from "../../text/span";
import type { Workbench } from "./workbench.svelte";

export type Mode = "plain" | "evidence" | "difference";
const modes: readonly Mode[] = ["plain", "evidence", "difference"];
const spoken: Record<Mode, string> = { plain: "Plain reading", evidence: "Closest passages", difference: "Difference" };
const kept = "touchstone.compare";

/** The sentence that holds an index, or the last one before it. */
export function sentenceAt(sentences: readonly AlignedSentence[], index: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.start ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** What is left of spans where no person has marked anything (`taken`, disjoint and in order): a line of the machine must not change the pattern of a label. */
export function beside(spans: readonly Span[], taken: readonly Span[]): Span[] {
  return spans.flatMap((span) => {
    const left: Span[] = [];
    let at = span.start;
    for (let next = firstAfter(taken, span.start); at < span.end; next += 1) {
      const mark = taken[next];
      const end = Math.min(span.end, mark?.start ?? span.end);
      if (end > at) left.push({ start: at, end });
      if (!mark || mark.start >= span.end) break;
      at = Math.max(at, mark.end);
    }
    return left;
  });
}

/** The position of the first of disjoint, ordered spans that ends after an index. */
function firstAfter(spans: readonly Span[], index: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How strong a passage is, in words that are not a verdict. */
export const percent = (strength: number) => `${Math.round(strength * 100)} %`;

export class Compare {
  mode: Mode = $state(modes.find((mode) => mode === localStorage.getItem(kept)) ?? "plain");
  read: Comparison | null = $state.raw(null);
  siblings: Sibling[] = $state.raw([]);
  /** Whether hints are drawn; they are there only where the program sent them. */
  hintsOn = $state(true);
  /** The passage that keys act on, of those lit. */
  passageAt = $state(0);
  hintAt: number | null = $state(null);
  private differences: (Difference | null)[] | null = $state.raw(null);
  /** What is closest to a selection, with the selection it was asked for. */
  private asked: { of: string; found: NearPassage[] } | null = $state.raw(null);
  private readonly bench: Workbench;
  private item = "";

  constructor(bench: Workbench) {
    this.bench = bench;
  }

  private readonly inSource: boolean = $derived.by(() => this.bench.pane === "source" && !isEmpty(spanOf(this.bench.source)));
  private readonly selection: string = $derived.by(() => {
    const span = this.inSource ? spanOf(this.bench.source) : spanOf(this.bench.sample);
    const source = this.inSource ? (this.bench.shownSource?.source ?? "") : "";
    return isEmpty(span) ? "" : `${source}|${span.start}|${span.end}`;
  });
  readonly sentence: number = $derived.by(() => sentenceAt(this.read?.sentences ?? [], this.bench.sample.focus));
  /** What is lit: closest to the selection, else to the caret's sentence. */
  readonly passages: NearPassage[] = $derived.by(() => {
    if (this.mode === "plain") return [];
    if (this.asked !== null && this.asked.of === this.selection) return this.asked.found;
    return this.inSource ? [] : (this.read?.sentences[this.sentence]?.passages ?? []);
  });
  readonly passage: NearPassage | null = $derived(this.passages[Math.min(this.passageAt, this.passages.length - 1)] ?? null);
  readonly hints: Hint[] = $derived.by(() => (this.hintsOn && this.read?.hints.state === "shown" ? this.read.hints.hints : []));
  readonly hint: Hint | null = $derived.by(() => this.hints.find(({ start, end }) => start <= this.bench.sample.focus && this.bench.sample.focus <= end) ?? null);
  readonly run: CopiedRun | null = $derived.by(() => this.read?.copies.find(({ start, end }) => start <= this.bench.sample.focus && this.bench.sample.focus < end) ?? null);
  readonly difference: Difference | null = $derived.by(() => (this.mode === "difference" ? (this.differences?.[this.sentence] ?? null) : null));

  /** What lies over the whole sample, wherever the caret stands: a long text has thousands of copied runs. */
  private readonly lines: Paints = $derived.by(() => {
    const paints: Paints = { copied: [], long: [], hint: this.hints, added: [], weighty: [], moved: [] };
    for (const run of this.read?.copies ?? []) paints[run.long ? "long" : "copied"]?.push(run);
    if (this.mode === "difference") {
      for (const change of this.differences?.flatMap((each) => each?.changes ?? []) ?? []) if (change.sample) paintOf(paints, change, "added")?.push(change.sample);
    }
    const marked = union(this.bench.annotations.flatMap(({ segments }) => segments));
    for (const lined of ["copied", "long", "moved", "hint"] as const) paints[lined] = beside(paints[lined] ?? [], marked);
    return paints;
  });
  /** What is painted over the sample. */
  readonly onSample: Paints = $derived.by(() => {
    const paints: Paints = { ...this.lines, sentence: [], "near-1": [], "near-2": [], "near-3": [], "near-on": [], gone: [] };
    const sentence = this.read?.sentences[this.sentence];
    if (this.mode !== "plain" && sentence && !this.inSource) paints.sentence?.push(sentence);
    if (this.mode === "evidence") this.paintPassages(paints, null);
    return paints;
  });
  /** What is painted over the source shown. */
  readonly onSource: Paints = $derived.by(() => {
    const paints: Paints = { copied: [], long: [], "near-1": [], "near-2": [], "near-3": [], "near-on": [], added: [], weighty: [], moved: [], gone: [], hint: [], sentence: [] };
    const source = this.bench.shownSource?.source ?? "";
    if (this.run?.passage.source === source) paints[this.run.long ? "long" : "copied"]?.push(this.run.passage);
    if (this.mode !== "plain") this.paintPassages(paints, source);
    for (const change of this.difference?.changes ?? []) {
      if (change.passage?.source === source) paintOf(paints, change, "gone")?.push(change.passage);
    }
    return paints;
  });

  private paintPassages(paints: Paints, source: string | null): void {
    for (const passage of this.passages.filter((each) => each.source === source)) {
      paints[passage.strength >= 0.5 ? "near-3" : passage.strength >= 0.25 ? "near-2" : "near-1"]?.push(passage);
      if (passage === this.passage) paints["near-on"]?.push(passage);
    }
  }

  /** Begins with an item: what was read of it comes when it comes. */
  async open(item: string): Promise<void> {
    this.item = item;
    this.read = null;
    this.differences = null;
    this.asked = null;
    this.siblings = [];
    this.hintAt = null;
    this.passageAt = 0;
    try {
      const read = await compareItem(item);
      if (this.item !== item) return;
      this.read = read;
      if (read.hints.state === "shown") void noticeHint(item, "shown", null).catch(() => undefined);
      this.siblings = await siblingsOf(item);
      await this.differ();
      if (this.item === item) await readAhead(item);
    } catch {
      // Comparing is a help beside the review: without it, the review goes on as before.
      if (this.item === item) this.siblings = [];
    }
  }

  private async differ(): Promise<void> {
    const { item } = this;
    if (this.mode !== "difference" || this.differences !== null) return;
    const differences = await itemDifferences(item);
    if (this.item === item) this.differences = differences;
  }

  /** Plain, closest passages, difference, and round again. */
  cycle(): void {
    this.mode = modes[(modes.indexOf(this.mode) + 1) % modes.length] ?? "plain";
    localStorage.setItem(kept, this.mode);
    this.passageAt = 0;
    void this.differ().catch(() => undefined);
    announce(spoken[this.mode]);
  }

  /** Parts the sentence at the caret, or joins it with the next one. */
  async recut(how: "part" | "join"): Promise<void> {
    const { item } = this;
    const read = await recutSentence(item, how, this.bench.sample.focus).catch(() => null);
    if (this.item !== item) return;
    if (read === null) {
      tell(how === "part" ? "A sentence begins here already. Put the caret inside of one." : "This is the last sentence.");
      return;
    }
    if (this.mode === "plain") this.cycle();
    this.read = read;
    this.differences = null;
    this.passageAt = 0;
    await this.differ();
    announce(how === "part" ? "Parted here" : "Joined with the next sentence");
  }

  /** Asks what is closest to the selection, when there is one; call when it has come to rest. */
  async lookUp(): Promise<void> {
    const { selection, item } = this;
    if (this.mode !== "evidence" || selection === "" || this.asked?.of === selection) return;
    const span = this.inSource ? spanOf(this.bench.source) : spanOf(this.bench.sample);
    const source = this.inSource ? (this.bench.shownSource?.source ?? null) : null;
    try {
      const found = await nearestTo({ item, source, ...span });
      if (this.item === item && this.selection === selection) {
        this.asked = { of: selection, found };
        this.passageAt = 0;
      }
    } catch {
      this.asked = null;
    }
  }
  /** For an effect: the selection and mode that decide over `lookUp`. */
  get wish(): string {
    return `${this.mode}|${this.selection}`;
  }

  /** The next of the passages lit, coming round; turns the light on first. */
  nextPassage(): NearPassage | null {
    if (this.mode === "plain") this.cycle();
    else if (this.passages.length > 0) this.passageAt = (this.passageAt + 1) % this.passages.length;
    if (this.passages.length === 0) tell("No passage shares words with this.");
    const { passage } = this;
    if (passage) announce(`Passage ${Math.min(this.passageAt, this.passages.length - 1) + 1} of ${this.passages.length}, ${percent(passage.strength)} of the words`);
    return passage;
  }

  /** Shows or hides the layer of hints. */
  toggleHints(): void {
    const hints = this.read?.hints;
    if (hints?.state === "unavailable") tell(hints.why);
    else if (hints?.state !== "shown") tell("There are no hints for you on this item.");
    else {
      this.hintsOn = !this.hintsOn;
      announce(this.hintsOn ? "Hints are shown" : "Hints are hidden");
    }
  }

  /** The next hint behind the caret, coming round. */
  nextHint(): Hint | null {
    if (this.hints.length === 0) {
      tell(this.read?.hints.state === "shown" ? "No word-check hints. This says nothing about whether the text is right." : "There are no hints for you on this item.");
      return null;
    }
    const caret = this.bench.sample.focus;
    const behind = this.hints.findIndex(({ start, end }) => start > caret || (start === caret && end > caret && this.hintAt === null));
    const at = behind < 0 ? 0 : behind;
    this.hintAt = at;
    return this.hints[at] ?? null;
  }

  /** Writes down that a hint was read or taken. */
  notice(notice: "seen" | "taken", text: string, { start, end }: Span): void {
    void noticeHint(this.item, notice, { start, end, quote: text.slice(start, end) }).catch(() => undefined);
  }

  /** The sibling `steps` further in the strip; null where there is no other. */
  sibling(steps: 1 | -1): string | null {
    const at = this.siblings.findIndex(({ current }) => current);
    if (this.siblings.length < 2 || at < 0) return null;
    return this.siblings[(at + steps + this.siblings.length) % this.siblings.length]?.item ?? null;
  }
}

/** Where a change is painted: what weighs is told apart from what is only other words. */
function paintOf(paints: Paints, change: Change, plain: "added" | "gone"): Span[] | undefined {
  if (change.kind === "moved") return paints.moved;
  return change.weight === "plain" ? paints[plain] : paints.weighty;
}
