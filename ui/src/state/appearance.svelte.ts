/**
 * How the window looks on this machine. The program keeps it; a copy stands in the page's own storage,
 * so that the first paint has it without asking.
 */

import { call } from "../ipc/client";
import type { Appearance, ReadingWidth } from "../ipc/contract";
import { dressFrame } from "../ipc/dialogs";

/** Smallest and largest text, in percent of the system's. */
export const textSizes = { least: 80, most: 200, step: 10 };

const key = "touchstone.appearance";
const rest = 300;
const plain: Appearance = { theme: "system", textSize: 100, readingWidth: "medium", motion: "system" };
const measures: Record<ReadingWidth, string> = { narrow: "52ch", medium: "68ch", wide: "92ch", full: "none" };
const dark = matchMedia("(prefers-color-scheme: dark)");
let saving: ReturnType<typeof setTimeout> | undefined;

function remembered(): Appearance {
  try {
    return { ...plain, ...(JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Appearance>) };
  } catch {
    return plain;
  }
}

/** Read it; change it by `changeAppearance`. */
export const appearance: { chosen: Appearance } = $state({ chosen: remembered() });

function apply(): void {
  const { theme, textSize, readingWidth, motion } = appearance.chosen;
  const root = document.documentElement;
  root.dataset["theme"] = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
  root.dataset["motion"] = motion;
  root.style.fontSize = `${textSize}%`;
  root.style.setProperty("--measure", measures[readingWidth]);
}

function take(chosen: Appearance): void {
  appearance.chosen = chosen;
  localStorage.setItem(key, JSON.stringify(chosen));
  apply();
}

/** Puts the look on the page and follows the system from then on. Called once, before the first paint. */
export function followAppearance(): void {
  dark.addEventListener("change", apply);
  apply();
}

/** Takes what the program has kept, which counts more than the page's own copy. */
export async function loadAppearance(): Promise<void> {
  take(await call("appearance", null));
}

/** Changes the look at once; the program keeps it as soon as the hand rests. */
export function changeAppearance(part: Partial<Appearance>, onerror: (error: unknown) => void): void {
  const before = appearance.chosen.theme;
  take({ ...appearance.chosen, ...part });
  if (appearance.chosen.theme !== before) dressFrame(appearance.chosen.theme).catch(onerror);
  clearTimeout(saving);
  saving = setTimeout(() => void call("save_appearance", $state.snapshot(appearance.chosen)).catch(onerror), rest);
}
