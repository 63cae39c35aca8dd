/** The program and the project open in it: who reviews, in which role, blind or not. */

import { call, type CallError } from "../ipc/client";
import type { AppInfo, ProjectInfo } from "../ipc/contract";

/** Read it; change it by the functions below. */
export const session: { app: AppInfo | null; project: ProjectInfo | null; error: CallError | null } = $state({
  app: null,
  project: null,
  error: null,
});

/** Asks the program who and where it is. */
export async function refreshSession(): Promise<void> {
  try {
    session.app ??= await call("app_info", null);
    session.project = await call("project_info", null);
    session.error = null;
  } catch (error) {
    session.error = error as CallError;
  }
}

/** Puts a new person at the desk. */
export async function addReviewer(name: string): Promise<void> {
  session.project = await call("add_reviewer", { name });
  const added = session.project.reviewers.find((reviewer) => reviewer.name === name);
  if (added && session.project.reviewer?.id !== added.id) await switchReviewer(added.id);
}

/** Lets someone whom the project knows by an imported file review here, and hands them the desk. For the lead. */
export async function letReview(name: string): Promise<void> {
  const fold = (text: string) => text.normalize("NFC").toLocaleLowerCase();
  const known = (await call("list_reviewers", null)).find((reviewer) => fold(reviewer.name) === fold(name));
  if (!known) return addReviewer(name);
  session.project = await call("set_reviewer_active", { reviewer: known.id, active: true });
  await switchReviewer(known.id);
}

/** Hands the desk to another reviewer. */
export async function switchReviewer(reviewer: string): Promise<void> {
  session.project = await call("switch_reviewer", { reviewer });
}
