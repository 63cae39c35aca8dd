/** What the screen shown has to say in the title bar. */

/** `failed` stays until the next change is kept. */
export type SavedSign = "saved" | "saving" | "failed" | null;

/** Set by the screen shown, drawn by `shell/TitleBar.svelte`; a screen that leaves calls `clearTitle`. */
export const title: { position: { at: number; of: number } | null; share: number | null; saved: SavedSign } = $state({
  position: null,
  share: null,
  saved: null,
});

/** Takes everything away that the last screen said. */
export function clearTitle(): void {
  title.position = null;
  title.share = null;
  title.saved = null;
}
