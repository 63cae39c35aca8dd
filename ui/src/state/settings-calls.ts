/** What the settings ask and tell. All but the guidance and the presets is for the lead. */

import { call } from "../ipc/client";
import type { LabelSchema, Order, Progress, MigrateNames, StaleName } from "../ipc/contract";
import { forgetFigures } from "./kept-figures";
import { adopt } from "./project-calls";

/** The label schema in force and the guidelines. */
export const guidance = () => call("review_guidance", null);
/** The label schemas that come with the program. */
export const presetSchemas = () => call("preset_schemas", null);
/** How many annotations carry each label, also labels that the schema no longer has. */
export const labelUses = () => call("label_uses", null);
/** Puts a label schema in force, as the next version. */
export function saveSchema(schema: LabelSchema) {
  forgetFigures();
  return call("save_schema", { schema });
}
/** Reads a label schema from a file. */
export const readSchema = (path: string) => call("read_schema", { path });
/** Writes a label schema to a file. */
export const writeSchema = (schema: LabelSchema, path: string, force: boolean) => call("write_schema", { schema, path, force });
/** Keeps the guidelines. */
export const saveGuidelines = (text: string) => call("save_guidelines", { text });
/** Everyone who reviews or came with an import, with what they did. */
export const listReviewers = () => call("list_reviewers", null);
/** Adds someone who reviews. */
export const addReviewer = (name: string) => adopt(call("add_reviewer", { name }));
/** Calls a reviewer something else; what they did stays theirs. */
export const renameReviewer = (reviewer: string, name: string) => adopt(call("rename_reviewer", { reviewer, name }));
/** Whether a reviewer does new work here; what they did stays. */
export const setReviewerActive = (reviewer: string, active: boolean) => adopt(call("set_reviewer_active", { reviewer, active }));
/** Takes a reviewer's name out of the project for good; what they did stays. */
export const eraseReviewerName = (reviewer: string) => adopt(call("erase_reviewer_name", { reviewer }));
/** Order of the items, and who made the file. */
export const projectSettings = () => call("project_settings", null);
/** Calls the project something else; its file keeps its name. */
export const renameProject = (name: string) => adopt(call("rename_project", { name }));
/** In which order items are handed out from now on. */
export const setOrder = (order: Order) => call("set_order", { order });
/** Writes a copy of the project to a new file. */
export const saveCopy = (path: string, onprogress: (progress: Progress) => void) => call("save_copy", { path }, onprogress);
/** Reviews under earlier labels that want a decision, and the decisions that stand. */
export const staleReviews = (onprogress: (progress: Progress) => void) => call("stale_reviews", null, onprogress);
/** The items that use a name of earlier labels. */
export const staleItems = ({ what, name }: Pick<StaleName, "what" | "name">, offset: number) => call("stale_items", { what, name, offset, limit: 100 }, () => undefined);
/** Decides what names of earlier labels are read as. */
export const migrateNames = (wish: MigrateNames, onprogress: (progress: Progress) => void) => call("migrate_names", wish, onprogress);
/** Takes such a decision back. */
export const takeMigrationBack = (migration: string, onprogress: (progress: Progress) => void) => call("take_migration_back", { migration }, onprogress);
