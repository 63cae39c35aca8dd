/** What the shortcut settings ask of the program. */

import { call, type CallError } from "../ipc/client";
import type { LabelSchema } from "../ipc/contract";

/** The label schema of the open project, whose keys count too; null where none is open. */
export async function guidanceOrNone(): Promise<LabelSchema | null> {
  try {
    return (await call("review_guidance", null)).schema;
  } catch (error) {
    if ((error as CallError).code === "no_project") return null;
    throw error;
  }
}
