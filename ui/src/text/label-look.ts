/**
 * How labels look: a colour and an underline pattern for each slot of the palette. Five colours, each
 * first with its own pattern; further slots repeat the colours with other patterns, so 25 stay apart.
 */

import type { Run } from "./runs";

/** Underline patterns; each is told from the others without colour. */
export type Pattern = "solid" | "wavy" | "double" | "dashed" | "dotted";

const patterns: readonly Pattern[] = ["solid", "wavy", "double", "dashed", "dotted"];

/** CSS values of one slot. */
export interface Look {
  colour: string;
  fill: string;
  pattern: Pattern;
}

/** The number of a slot's colour, from 1; 0 without a label. */
export function colourOf(slot: number): number {
  return slot < 1 ? 0 : ((slot - 1) % patterns.length) + 1;
}

/** The look of a colour slot, from 1; 0 is an annotation without a label. */
export function lookOf(slot: number): Look {
  if (slot < 1) return { colour: "var(--ink-soft)", fill: "var(--panel)", pattern: "solid" };
  const round = Math.floor((slot - 1) / patterns.length);
  const colour = colourOf(slot);
  const pattern = patterns[(slot - 1 + round) % patterns.length] ?? "solid";
  return { colour: `var(--label-${colour})`, fill: `var(--label-${colour}-fill)`, pattern };
}

const cache = new Map<string, string>();

/** The inline style of a run: the fill of its innermost mark, an underline at the level of each. */
export function runStyle(run: Run): string {
  const labels = run.marks.filter((entry) => entry.mark.kind === "label");
  const key = labels.map((entry) => `${entry.level}:${entry.mark.slot}`).join(" ");
  if (key === "") return "";
  let style = cache.get(key);
  if (style === undefined) {
    style = labelStyle(labels.map((entry) => ({ level: entry.level, look: lookOf(entry.mark.slot) })));
    cache.set(key, style);
  }
  return style;
}

const step = 4;

function labelStyle(labels: readonly { level: number; look: Look }[]): string {
  const innermost = labels.at(-1);
  const deepest = Math.max(...labels.map((label) => label.level));
  const parts = [`background-color:${innermost?.look.fill ?? "transparent"}`];
  const nearest = labels.find((label) => label.level === 0)?.look;
  if (nearest) {
    const thick = nearest.pattern === "wavy" || nearest.pattern === "double" ? "1.5px" : "2px";
    // Long hands: WebKit reads only the line from the short one.
    parts.push("text-decoration-line:underline", `text-decoration-style:${nearest.pattern}`, `text-decoration-color:${nearest.colour}`);
    parts.push(`text-decoration-thickness:${thick}`, "text-underline-offset:4px", "text-decoration-skip-ink:none");
  }
  const stripes = labels.filter((label) => label.level > 0).flatMap(({ level, look }) => stripe(look, (deepest - level) * step));
  if (stripes.length > 0) {
    parts.push(`padding-bottom:${deepest * step}px`, `background-image:${stripes.map((each) => each.image).join(",")}`);
    parts.push(`background-size:${stripes.map((each) => each.size).join(",")}`);
    parts.push(`background-position:${stripes.map((each) => each.position).join(",")}`);
    parts.push(`background-repeat:${stripes.map((each) => each.repeat).join(",")}`);
  }
  return parts.join(";");
}

interface Stripe { image: string; size: string; position: string; repeat: string }

/** Underlines below the first are painted as backgrounds: a text has one decoration, marks stack. */
function stripe({ colour, pattern }: Look, bottom: number): Stripe[] {
  const across = (image: string, height = 2): Stripe => ({
    image, size: `100% ${height}px`, position: `0 calc(100% - ${bottom}px)`, repeat: "no-repeat",
  });
  switch (pattern) {
    case "solid":
      return [across(`linear-gradient(${colour},${colour})`)];
    case "double":
      return [across(`linear-gradient(${colour} 0 1px,transparent 1px 2px,${colour} 2px 3px)`, 3)];
    case "dashed":
      return [across(`repeating-linear-gradient(90deg,${colour} 0 6px,transparent 6px 9px)`)];
    case "dotted":
      return [across(`repeating-linear-gradient(90deg,${colour} 0 2px,transparent 2px 4px)`)];
    case "wavy":
      return [45, -45].map((angle) => ({
        image: `linear-gradient(${angle}deg,transparent 38%,${colour} 38% 62%,transparent 62%)`,
        size: "6px 3px",
        position: `${angle > 0 ? 0 : 3}px calc(100% - ${bottom}px)`,
        repeat: "repeat-x",
      }));
  }
}
