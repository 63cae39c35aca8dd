/** Asks the program for what the screens around the review show, and tells it what was decided there. */

import { call, type CallError } from "../ipc/client";
import type { CreateProject, ExportOptions, ImportOptions, InspectFiles, Progress, ProjectInfo, Role, RunConsensus } from "../ipc/contract";
import { forgetFigures } from "./kept-figures";
import { session } from "./session.svelte";

/** Takes over what the program says of the project. */
export async function adopt(answer: Promise<ProjectInfo>): Promise<ProjectInfo> {
  const project = await answer;
  session.project = project;
  forgetFigures();
  return project;
}

/** Projects opened before, the latest first. */
export const listRecent = () => call("list_recent", null);
/** Makes a project with a label schema that comes with the program, and opens it. */
export const createProject = (wish: CreateProject) => adopt(call("create_project", wish));
/** Opens the demo project at its own place, where it is made the first time. */
export const createDemo = () => adopt(call("create_demo", { path: null }));
/** Closes the open project, if there is one. */
export async function closeProject(): Promise<void> {
  await call("close_project", null);
  session.project = null;
  forgetFigures();
}
/** Opens the project at `path`. */
export const openProject = (path: string) => adopt(call("open_project", { path }));
/** The lead sees everything; a reviewer what a reviewer may see. Reviews are not blind after someone was the lead: that is confirmed. */
export const setRole = (role: Role, confirmed: boolean) => adopt(call("set_role", { role, confirmed }));
/** An item with everything that is known of it. For the lead. */
export const itemInFull = (item: string) => call("item_in_full", { item });
/** What the filters offer. For the lead. */
export const facets = () => call("facets", null);
/** Looks at the beginning of files. */
export const inspectFiles = (wish: InspectFiles) => call("inspect_files", wish);
/** Imports files into the open project. Figures are measured anew: a file may bring right answers, which are no events. */
export const runImport = (paths: string[], options: ImportOptions, onprogress: (progress: Progress) => void) => call("run_import", { paths, options }, onprogress).finally(forgetFigures);
/** Stops one job under way, or all; nothing of the file an import was at stays behind. */
export const cancelJob = (job: string | null) => call("cancel_job", { job });
/** Writes all issues of the last import to a file. */
export const saveIssues = (path: string) => call("save_issues", { path });
/** Computes the consensus of what is submitted now, and stores it. */
export const runConsensus = (wish: RunConsensus, onprogress: (progress: Progress) => void) => call("run_consensus", wish, onprogress);
/** Counts what an export would hold, and shows its first record. */
export const exportPlan = (options: ExportOptions) => call("export_plan", options);
/** Writes the export. */
export const runExport = (options: ExportOptions, onprogress: (progress: Progress) => void) => call("run_export", options, onprogress);
/** What went wrong, as one sentence with its cure. */
export function sentence(error: unknown): string {
  const { message, hint } = error as CallError;
  return [message, hint].filter(Boolean).join(" ");
}
