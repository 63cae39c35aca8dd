/** Which screen the window shows. Screens do not know each other: they say where to go. */

import { clearTitle } from "./title.svelte";

/** Every place of the window, with what it needs to start. */
export type Place =
  | { screen: "start" }
  /** `files` were dropped or chosen; empty asks for them. `fresh` makes a project of its own, whatever is open. */
  | { screen: "import"; files: string[]; fresh?: boolean }
  | { screen: "project" }
  /** `item` opens a certain item, `queue` walks one's own queue of that name; without them the order of the list decides. */
  | { screen: "review"; item?: string; queue?: string }
  /** `item` opens a certain item; without it the queue decides. For the lead. */
  | { screen: "adjudicate"; item?: string }
  /** How far reviewers agree. For the lead. */
  | { screen: "agreement" }
  | { screen: "export" }
  /** An item as the lead sees it. */
  | { screen: "item"; item: string }
  | { screen: "settings"; section?: SettingsSection };

/** A part of the settings. A reviewer has the appearance and the shortcuts. */
export type SettingsSection = "labels" | "guidelines" | "reviewers" | "assignment" | "project" | "appearance" | "shortcuts";

/** The name of a screen. */
export type ScreenName = Place["screen"];

/** The place shown now. Read it; change it by `go`. */
export const navigation: { place: Place; leaving: (() => Promise<void>) | null } = $state({
  place: { screen: "start" },
  leaving: null,
});

/** Goes to `place`, after the screen shown has kept what must be kept. */
export async function go(place: Place): Promise<void> {
  const keep = navigation.leaving;
  navigation.leaving = null;
  await keep?.();
  if (place.screen !== navigation.place.screen) clearTitle();
  navigation.place = place;
}

/**
 * A screen gives what it must do before it is left (also before the window closes). Returns how to let go of it: what is
 * no longer shown has nothing to keep.
 */
export function onLeave(keep: () => Promise<void>): () => void {
  navigation.leaving = keep;
  return () => {
    if (navigation.leaving === keep) navigation.leaving = null;
  };
}
