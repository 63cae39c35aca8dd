/** The screens, each loaded when it is first shown. A screen reads `navigation.place` for what it needs. */

import type { Component } from "svelte";

import type { ScreenName } from "../state/navigation.svelte";

export const screens: Record<ScreenName, () => Promise<{ default: Component }>> = {
  start: () => import("../screens/start/Start.svelte"),
  import: () => import("../screens/import/Import.svelte"),
  project: () => import("../screens/project/Project.svelte"),
  review: () => import("../screens/review/Review.svelte"),
  adjudicate: () => import("../screens/adjudicate/Adjudicate.svelte"),
  agreement: () => import("../screens/agreement/Agreement.svelte"),
  export: () => import("../screens/export/Export.svelte"),
  item: () => import("../screens/item/Item.svelte"),
  settings: () => import("../screens/settings/Settings.svelte"),
};
