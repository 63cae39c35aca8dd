/** What the palette offers on this screen: every action, label, verdict, source, macro and phrase. */

import { actions, placeOf, roomsOf, type Group } from "../../state/actions";
import type { Command } from "../../state/commands.svelte";
import { hands, placeKey, verdictKeys } from "../../state/habits.svelte";
import { shown } from "../../state/key-names";
import { isCaret } from "../../state/pane-keys";
import { chooseFirst } from "./acts";
import { doAsked, run, whyNot, type Screen } from "./commands";

const short: Partial<Record<Group, string>> = {
  Moving: "Move", Caret: "Caret", Selecting: "Select", Annotating: "Annotate", Comparing: "Compare", "The item": "Item", "The window": "Window",
};

/** The commands of this moment. */
export function offersOf(screen: Screen): Command[] {
  const { bench } = screen;
  const { schema } = bench;
  const { macros, phrases } = hands.habits;
  const nothingMarked = bench.focusedAnnotation || bench.focusedOmission ? null : chooseFirst();
  return [
    ...schema.labels.map((label) => ({
      id: `label/${label.id}`, name: `mark as ${label.name}`, group: "Label", keys: label.key === null ? [] : [shown(label.key)],
      why: null, about: aboutLabel(label), run: () => doAsked(screen, { kind: "label", label: label.id, further: false }),
    })),
    ...schema.verdicts.map((verdict) => ({
      id: `verdict/${verdict.id}`, name: `verdict: ${verdict.name}`, group: "Verdict", keys: verdictKeys(verdict).map(shown), why: null,
      run: () => doAsked(screen, { kind: "verdict", verdict: verdict.id }),
    })),
    ...macros.map((each, index) => ({
      id: `macro/${each.name}`, name: each.name, group: "Macro", keys: each.keys.map(shown),
      why: schema.labels.some(({ id }) => id === each.label) ? null : "This project’s labels have none of that name.",
      run: () => doAsked(screen, { kind: "macro", index }),
    })),
    ...phrases.map((each, index) => ({
      id: `phrase/${each.text}`, name: `note: ${each.text}`, group: "Phrase", keys: each.keys.map(shown), why: nothingMarked,
      run: () => doAsked(screen, { kind: "phrase", index }),
    })),
    ...bench.sources.map((source, index) => ({
      id: `source/${index}`, name: `source ${index + 1}${source.title ? `: ${source.title}` : ""}`, group: "Source", keys: [placeKey("source", index)].filter((key) => key !== undefined),
      why: index === bench.sourceIndex ? "It is shown already." : null, run: () => doAsked(screen, { kind: "source", index }),
    })),
    ...actions
      .filter((action) => roomsOf(action).includes("review") && !isCaret(action.id) && placeOf("source", action.id) === null && action.id !== "palette" && !action.id.startsWith("verdict-"))
      .map(({ id, what, group }) => ({
        id, name: what, group: short[group] ?? group, keys: hands.keymap[id].map(shown), why: whyNot(bench, id), run: () => run(screen, id),
      })),
  ];
}

function aboutLabel({ definition, examples, counterExamples }: Screen["bench"]["schema"]["labels"][number]): string {
  return [definition, ...examples.slice(0, 1).map((each) => `Yes: ${each}`), ...counterExamples.slice(0, 1).map((each) => `No: ${each}`)].filter(Boolean).join(" · ");
}
