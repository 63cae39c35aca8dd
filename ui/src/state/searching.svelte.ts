/** What was last searched for in a project, so that a list is as it was when one comes back to it. */

import { session } from "./session.svelte";

let of = "";
const kept = new Map<string, string>();

/** Names the project and who looks at it. */
function who(): string {
  const { project } = session;
  return `${project?.path ?? ""}\n${project?.role ?? ""}\n${project?.role === "lead" ? "" : (project?.reviewer?.id ?? "")}`;
}

/** The filter that stood here last. */
export function lastFilter(): string {
  if (of !== session.project?.path) kept.clear();
  of = session.project?.path ?? "";
  return kept.get(who()) ?? "";
}

/** Keeps the filter for the next time. */
export function keepFilter(filter: string): void {
  of = session.project?.path ?? "";
  kept.set(who(), filter);
}
