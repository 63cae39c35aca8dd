/** Answers the commands of the Review screen from memory, with the rules that the screen shows. */

import type { Annotation, Commands, Intent, LabelSchema, ProjectInfo, Recorded, Refusal, ReviewState, ReviewView } from "../src/ipc/contract";
import { compared, differences, nearest } from "./fake-compare";
import { items as fresh } from "./fake-items";

const label = (id: string, name: string, colour: number, definition: string, evidence: LabelSchema["labels"][number]["evidence"] = "none") => ({
  id, name, parent: null, colour, key: String(colour), definition, examples: ["Source: ‘opened in 1932’. Sample: ‘opened in 1936’."],
  counterExamples: ["A rounded number: ‘about 180 million’ for 181,674,817."], evidence, note: id === "other",
});
const schema: LabelSchema = {
  version: 1,
  name: "faithfulness",
  labels: [
    label("contradiction", "Contradiction", 1, "The source says otherwise.", "contradicting"),
    label("unsupported", "Unsupported", 2, "Nothing in the sources says this.", "none-exists-or-nearest"),
    label("fabricated-reference", "Fabricated reference", 3, "A quotation or citation that the sources do not contain."),
    label("reasoning-error", "Reasoning error", 4, "The steps do not follow."),
    label("other", "Other", 5, "A hallucination that no other label covers."),
  ],
  severities: ["Minor", "Major", "Critical"].map((name) => ({ id: name.toLowerCase(), name })),
  verdicts: [
    { id: "clean", name: "Clean", meaning: "clean", key: "c" },
    { id: "hallucinated", name: "Hallucinated", meaning: "hallucinated", key: "h" },
    { id: "unsure", name: "Unsure", meaning: "unsure", key: "u" },
  ],
};
const guidelines = "# What to mark\nMark the **smallest** span that is wrong.\n\n- One claim, one annotation.\n- Numbers count: `61` is not *about 60*.";
const past: Record<string, { undo: ReviewState[]; redo: ReviewState[] }> = {};
let items = structuredClone(fresh);
let reviewer = "ada";
let made = 0;
/** Hints that the window said were shown, seen or taken. */
export const noticed: string[] = [];
let habits: Commands["habits"]["response"] = { preset: "", keys: {}, macros: [], phrases: [], recent: [] };

/** Begins anew, as if nothing was ever reviewed. */
export function forget(): void {
  items = structuredClone(fresh);
  for (const item of Object.keys(past)) Reflect.deleteProperty(past, item);
  reviewer = "ada";
  habits = { preset: "", keys: {}, macros: [], phrases: [], recent: [] };
}

function find(item: string): ReviewView {
  const at = Math.max(0, items.findIndex((view) => view.item === item));
  const found = items[at];
  if (!found) throw new Error(`no item ${item}`);
  return { ...found, at: at + 12, of: 50, done: 12 };
}
function next(after?: string): ReviewView | null {
  const at = after === undefined ? 0 : items.findIndex((view) => view.item === after) + 1;
  const found = items.slice(at).find((view) => view.review.status === "open");
  return found ? find(found.item) : null;
}
function refuse(code: string, message: string, more: Partial<Refusal> = {}): { outcome: "refused"; refusal: Refusal } {
  return { outcome: "refused", refusal: { code, message, hint: "", annotation: null, needs: null, ...more } };
}

/** Says what changed, as the program does. */
function recorded(before: ReviewState, after: ReviewState, created: string | null): Recorded {
  const { annotations, ...rest } = after;
  const same = (one: Annotation) => before.annotations.some((each) => JSON.stringify(each) === JSON.stringify(one));
  const put = annotations.flatMap((annotation, at) => (same(annotation) ? [] : [{ at, annotation }]));
  const gone = before.annotations.filter(({ id }) => !annotations.some((each) => each.id === id)).map(({ id }) => id);
  return { outcome: "recorded", change: { gone, put, of: annotations.length, rest }, created };
}

function record(item: string, intent: Intent): Recorded {
  const view = find(item);
  const stored = items.find((each) => each.item === item);
  const steps = (past[item] ??= { undo: [], redo: [] });
  if (!stored) throw new Error("no item");
  if (intent.kind === "undo" || intent.kind === "redo") {
    const from = intent.kind === "undo" ? steps.undo : steps.redo;
    const to = intent.kind === "undo" ? steps.redo : steps.undo;
    const state = from.pop();
    if (!state) return refuse("nothing", `There is nothing to ${intent.kind} in this item.`);
    to.push(view.review);
    stored.review = { ...state, canUndo: steps.undo.length > 0, canRedo: steps.redo.length > 0 };
    return recorded(view.review, stored.review, null);
  }
  const review = structuredClone(view.review);
  let created: string | null = null;
  const change = (id: string, apply: (annotation: Annotation) => void) => review.annotations.filter((each) => each.id === id).forEach(apply);
  switch (intent.kind) {
    case "annotate":
      created = `n${(made += 1)}`;
      review.annotations.push({ id: created, segments: intent.segments, primary: intent.primary, others: intent.others, severity: intent.severity, evidence: { state: "not-given" }, correction: null, note: intent.note ?? null });
      break;
    case "annotate_alike": {
      const like = review.annotations.find((each) => each.id === intent.like);
      if (!like) return refuse("unknown_annotation", "That annotation is no longer there.");
      const rest = intent.whole ? {} : { evidence: { state: "not-given" } as const, correction: null, note: null };
      for (const segments of intent.places) review.annotations.push({ ...structuredClone(like), ...rest, id: `n${(made += 1)}`, segments });
      break;
    }
    case "withdraw": review.annotations = review.annotations.filter((each) => each.id !== intent.annotation); break;
    case "rebound": change(intent.annotation, (each) => (each.segments = intent.segments)); break;
    case "relabel": change(intent.annotation, (each) => Object.assign(each, { primary: intent.primary, others: intent.others })); break;
    case "grade": change(intent.annotation, (each) => (each.severity = intent.severity)); break;
    case "add_evidence":
      change(intent.annotation, (each) => (each.evidence = { state: "passages", passages: [...(each.evidence.state === "passages" ? each.evidence.passages : []), intent.passage] }));
      break;
    case "remove_evidence":
      change(intent.annotation, (each) => {
        const passages = each.evidence.state === "passages" ? each.evidence.passages.filter((_, at) => at !== intent.index) : [];
        each.evidence = passages.length > 0 ? { state: "passages", passages } : { state: "not-given" };
      });
      break;
    case "state_none_exists": change(intent.annotation, (each) => (each.evidence = { state: intent.stated ? "none-exists" : "not-given" })); break;
    case "correct": change(intent.annotation, (each) => (each.correction = intent.text)); break;
    case "note": change(intent.annotation, (each) => (each.note = intent.text)); break;
    case "mark_omission":
      created = `o${(made += 1)}`;
      review.omissions.push({ ...intent.omission, id: created });
      break;
    case "change_omission": review.omissions = review.omissions.map((each) => (each.id === intent.omission.id ? intent.omission : each)); break;
    case "withdraw_omission": review.omissions = review.omissions.filter((each) => each.id !== intent.omission); break;
    case "give_verdict":
      if (intent.verdict === "clean" && review.annotations.length > 0)
        return refuse("clean_with_annotations", `“Clean” says that nothing was found, but ${review.annotations.length} annotations are there. Withdraw them or choose another verdict.`);
      review.verdict = intent.verdict;
      break;
    case "flag": review.flag = intent.text; break;
    case "reopen": review.status = "open"; break;
  }
  steps.undo.push(view.review);
  steps.redo = [];
  stored.review = { ...review, canUndo: true, canRedo: false };
  return recorded(view.review, stored.review, created);
}

function submit({ item, confirmed }: Commands["submit_review"]["request"]): Commands["submit_review"]["response"] {
  const { review } = find(item);
  if (review.verdict === "hallucinated" && review.annotations.length === 0 && !confirmed)
    return refuse("hallucinated_without_annotations", "Nothing is marked. Submit as hallucinated all the same?", { needs: "confirmation" });
  const lacking = review.annotations.find((each) => each.primary === "contradiction" && each.evidence.state !== "passages");
  if (lacking && find(item).sources.length > 0 && item !== "i4")
    return refuse("evidence_missing", `“Contradiction” needs a passage of the source that contradicts it for “${lacking.segments[0]?.quote}”.`, { annotation: lacking.id, needs: "evidence" });
  const stored = items.find((each) => each.item === item);
  if (stored) stored.review = { ...review, status: "submitted" };
  return { outcome: "finished", next: next(item) };
}

function project(): ProjectInfo {
  return {
    name: "cup-final.touchstone", path: "/cup-final.touchstone", blind: true, role: "reviewer", items: 50, warning: null,
    reviewer: { id: reviewer, name: reviewer === "ada" ? "Ada" : "Grace", done: 12, of: 50 },
    reviewers: [{ id: "ada", name: "Ada", done: 12, of: 50 }, { id: "grace", name: "Grace", done: 3, of: 50 }],
  };
}

/** The answer of the program, or a thrown wire error. */
export function answer(command: string, request: unknown): unknown {
  const asked = request as never;
  const answers: { [Name in keyof Commands]?: (request: Commands[Name]["request"]) => Commands[Name]["response"] } = {
    habits: () => habits,
    save_habits: (kept) => {
      habits = kept;
      return null;
    },
    app_info: () => ({ version: "0.1.0", tracing: true }),
    trace_ui: ({ lines }) => {
      (window as unknown as { trace: string[] }).trace = [...((window as unknown as { trace?: string[] }).trace ?? []), ...lines];
      return null;
    },
    project_info: project,
    switch_reviewer: (chosen) => {
      reviewer = chosen.reviewer;
      return project();
    },
    add_reviewer: () => project(),
    review_guidance: () => ({ schema, guidelines, blind: true }),
    open_review: ({ item }) => (item === null ? next() : find(item)),
    record_intent: ({ item, intent }) => record(item, intent),
    submit_review: submit,
    skip_review: ({ item }) => ({ outcome: "finished", next: next(item) }),
    save_position: ({ item, position }) => {
      const stored = items.find((each) => each.item === item);
      if (stored) stored.position = position;
      return null;
    },
    compare_item: ({ item }) => compared(find(item)),
    item_differences: ({ item }) => differences(find(item)),
    nearest_to: ({ item, source, start, end }) => nearest(find(item), (find(item).sources.find((each) => each.source === source)?.text ?? find(item).sample.text).slice(start, end)),
    siblings: ({ item }) => items.slice(0, 2).map((view) => ({ item: view.item, current: view.item === item, status: view.review.status })),
    sibling_difference: ({ item, other }) => ({ text: find(other).sample.text, difference: differences(find(item)).find((each) => each !== null) ?? { changes: [], approximate: false } }),
    recut_sentence: ({ item, act }) => (act === "part" ? compared(find(item)) : null),
    read_ahead: () => null,
    notice_hint: ({ notice, hint }) => {
      noticed.push(`${notice} ${hint?.quote ?? "all"}`);
      return null;
    },
    recent_items: () => items.slice(0, 2).map(({ item, sample, review }, at) => ({ item, at: at + 12, opening: sample.text.slice(0, 90), status: review.status, verdict: review.verdict })),
  };
  if (command.startsWith("dialog.") || command.startsWith("app.")) return null;
  const handler = answers[command as keyof Commands] as ((request: never) => unknown) | undefined;
  if (!handler) throw { code: "unknown_command", message: `The fake program has no command ${command}.`, hint: "Add it to dev/fake-program.ts.", detail: null };
  return handler(asked);
}
