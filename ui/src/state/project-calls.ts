/** Asks the program for what the screens around the review show, and tells it what was decided there. */

import { call, type CallError } from "../ipc/client";
import type { Guidance, LabelSchema, ProjectInfo } from "../ipc/contract";
import type {
  ConsensusReport, ExportOptions, ExportPlan, ExportReport, Facets, ImportOptions, ImportReport, Inspection, ItemFilter, ItemRow, MyItemRow, Page, Progress, RecentProject,
} from "./project-types";
import { session } from "./session.svelte";

interface Calls {
  list_recent: { request: null; response: RecentProject[] };
  create_project: { request: { path: string; name: string; schema: string; blind: boolean }; response: ProjectInfo };
  create_demo: { request: { path: string }; response: ProjectInfo };
  open_project: { request: { path: string }; response: ProjectInfo };
  set_role: { request: { role: ProjectInfo["role"]; confirmed?: boolean }; response: ProjectInfo };
  add_reviewer: { request: { name: string }; response: ProjectInfo };
  rename_reviewer: { request: { reviewer: string; name: string }; response: ProjectInfo };
  items_page: { request: { filter: ItemFilter; offset: number; limit: number }; response: Page<ItemRow> };
  my_items: { request: { offset: number; limit: number }; response: Page<MyItemRow> };
  facets: { request: null; response: Facets };
  inspect_files: { request: { paths: string[]; format: string | null; mapping: Record<string, string>; schema: string }; response: Inspection[] };
  run_import: { request: { paths: string[]; options: ImportOptions }; response: ImportReport };
  cancel_job: { request: { job: string | null }; response: null };
  save_issues: { request: { path: string }; response: null };
  run_consensus: { request: Record<string, never>; response: ConsensusReport };
  export_plan: { request: ExportOptions; response: ExportPlan };
  run_export: { request: ExportOptions; response: ExportReport };
  save_schema: { request: { schema: LabelSchema }; response: Guidance };
  set_active: { request: { reviewer: string; active: boolean }; response: ProjectInfo };
  save_guidelines: { request: { text: string }; response: Guidance };
}

function ask<Name extends keyof Calls>(command: Name, request: Calls[Name]["request"], onprogress?: (progress: Progress) => void): Promise<Calls[Name]["response"]> {
  const send = call as unknown as (command: string, request: unknown, onprogress?: (progress: unknown) => void) => Promise<Calls[Name]["response"]>;
  return send(command, request, onprogress as ((progress: unknown) => void) | undefined);
}

/** Takes over what the program says of the project. */
async function adopt(answer: Promise<ProjectInfo>): Promise<ProjectInfo> {
  const project = await answer;
  session.project = project;
  return project;
}

/** Projects opened before, the latest first. */
export const listRecent = () => ask("list_recent", null);
/** Makes a project with a label schema that comes with the program, and opens it. */
export const createProject = (wish: Calls["create_project"]["request"]) => adopt(ask("create_project", wish));
/** Writes the demo project to `path` and opens it. */
export const createDemo = (path: string) => adopt(ask("create_demo", { path }));
/** Opens the project at `path`. */
export const openProject = (path: string) => adopt(ask("open_project", { path }));
/** The lead sees everything; a reviewer what a reviewer may see. Reviews are not blind after someone was the lead: that is confirmed. */
export const setRole = (role: ProjectInfo["role"], confirmed: boolean) => adopt(ask("set_role", { role, confirmed }));
/** Adds someone who reviews. */
export const addReviewer = (name: string) => adopt(ask("add_reviewer", { name }));
/** Calls a reviewer something else; what they did stays theirs. */
export const renameReviewer = (reviewer: string, name: string) => adopt(ask("rename_reviewer", { reviewer, name }));
/** Whether a reviewer does new work here; what they did stays. */
export const setActive = (reviewer: string, active: boolean) => adopt(ask("set_active", { reviewer, active }));
/** Items that fit the filter, from `offset` on. For the lead. */
export const itemsPage = (filter: ItemFilter, offset: number, limit: number) => ask("items_page", { filter, offset, limit });
/** The items of the reviewer at the desk, from `offset` on. */
export const myItems = (offset: number, limit: number) => ask("my_items", { offset, limit });
/** What the filters offer. For the lead. */
export const facets = () => ask("facets", null);
/** Looks at the beginning of files. */
export const inspectFiles = (paths: string[], format: string | null, mapping: Record<string, string>, schema: string) =>
  ask("inspect_files", { paths, format, mapping, schema });
/** Imports files into the open project. */
export const runImport = (paths: string[], options: ImportOptions, onprogress: (progress: Progress) => void) => ask("run_import", { paths, options }, onprogress);
/** Stops the work under way; nothing of the file it was at stays behind. */
export const cancelJob = (job: string | null) => ask("cancel_job", { job });
/** Writes all issues of the last import to a file. */
export const saveIssues = (path: string) => ask("save_issues", { path });
/** Computes the consensus of what is submitted now. */
export const runConsensus = () => ask("run_consensus", {});
/** Counts what an export would hold, and shows its first record. */
export const exportPlan = (options: ExportOptions) => ask("export_plan", options);
/** Writes the export. */
export const runExport = (options: ExportOptions, onprogress: (progress: Progress) => void) => ask("run_export", options, onprogress);
/** The label schema in force and the guidelines. */
export const guidance = () => call("review_guidance", null);
/** Makes a new version of the label schema. */
export const saveSchema = (schema: LabelSchema) => ask("save_schema", { schema });
/** Keeps the guidelines. */
export const saveGuidelines = (text: string) => ask("save_guidelines", { text });

/** What went wrong, as one sentence with its cure. */
export function sentence(error: unknown): string {
  const { message, hint } = error as CallError;
  return [message, hint].filter(Boolean).join(" ");
}
