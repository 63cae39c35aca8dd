/** Light, dark or as the system; kept by this window on this machine. */

import { dressFrame } from "../ipc/dialogs";

export type Theme = "system" | "light" | "dark";

const key = "touchstone.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

function stored(): Theme {
  const value = localStorage.getItem(key);
  return value === "light" || value === "dark" ? value : "system";
}

/** Read it; change it by `setTheme`. */
export const appearance: { theme: Theme } = $state({ theme: stored() });

function apply(): void {
  const theme = appearance.theme === "system" ? (dark.matches ? "dark" : "light") : appearance.theme;
  document.documentElement.dataset["theme"] = theme;
}

/** Chooses the look and keeps the choice. */
export function setTheme(theme: Theme): void {
  appearance.theme = theme;
  localStorage.setItem(key, theme);
  apply();
  void dressFrame(theme);
}

/** Puts the look on the page and follows the system from then on. Called once, before the first paint. */
export function followAppearance(): void {
  dark.addEventListener("change", apply);
  apply();
}
