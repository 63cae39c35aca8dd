/** Searching: what can be typed, where it was found, and queues kept under a name. The lead and a reviewer ask apart. */

import { call } from "../ipc/client";
import type { CopiedLimits, FilterField, ItemSort, MyItemRow, ItemRow, Page, SavedQueue, Snippet } from "../ipc/contract";

/** What a list of items asks of the program, in one role. */
export interface Desk {
  fields: () => Promise<FilterField[]>;
  snippets: (filter: string, items: string[]) => Promise<Snippet[]>;
  queues: () => Promise<SavedQueue[]>;
  save: (name: string, filter: string) => Promise<SavedQueue[]>;
  rename: (from: string, to: string) => Promise<SavedQueue[]>;
  remove: (name: string) => Promise<SavedQueue[]>;
}

/** The lead's. */
export const leadDesk: Desk = {
  fields: () => call("filter_fields", null),
  snippets: (filter, items) => call("snippets", { filter, items }),
  queues: () => call("queues", null),
  save: (name, filter) => call("save_queue", { name, filter }),
  rename: (from, to) => call("rename_queue", { from, to }),
  remove: (name) => call("remove_queue", { name }),
};

/** The reviewer's at the desk. */
export const ownDesk: Desk = {
  fields: () => call("my_filter_fields", null),
  snippets: (filter, items) => call("my_snippets", { filter, items }),
  queues: () => call("my_queues", null),
  save: (name, filter) => call("save_my_queue", { name, filter }),
  rename: (from, to) => call("rename_my_queue", { from, to }),
  remove: (name) => call("remove_my_queue", { name }),
};

/** Items that fit the filter, from `offset` on. For the lead. */
export const itemsPage = (filter: string, sort: ItemSort, offset: number, limit: number): Promise<Page<ItemRow>> => call("items_page", { filter, sort, offset, limit });
/** How many items fit the filter, counted beside all other work. For the lead. */
export const itemsCount = (filter: string) => call("items_count", { filter });
/** The items of the reviewer at the desk that fit the filter, from `offset` on. */
export const myItems = (filter: string, offset: number, limit: number): Promise<Page<MyItemRow>> => call("my_items", { filter, offset, limit });
/** Of how many items the copied runs are measured. For the lead. */
export const measured = () => call("measured", null);
/** From when on copied runs are told. For the lead. */
export const copiedLimits = () => call("copied_limits", null);
/** Chooses from when on copied runs are told; gives them as they hold now. For the lead. */
export const saveCopiedLimits = (limits: CopiedLimits) => call("save_copied_limits", limits);
