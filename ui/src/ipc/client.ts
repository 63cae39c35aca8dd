/** Typed calls over the bridge. The types come from `contract.ts`, which Rust generates. */

import { hear, send } from "./bridge";
import type { Commands, Progress, WireError } from "./contract";

/** Name of a command. */
export type CommandName = keyof Commands;

/** An error of the program, with the sentence to show and the cure. The window acts on `code` only. */
export class CallError extends Error {
  readonly code: string;
  readonly hint: string;
  readonly detail: string;

  constructor(error: WireError) {
    super(error.message);
    this.name = "CallError";
    this.code = error.code;
    this.hint = error.hint;
    this.detail = error.detail ?? "";
  }
}

/** Calls a command; long work tells its `Progress` on the way. Rejects with a `CallError`, whatever went wrong. */
export async function call<Name extends CommandName>(
  command: Name,
  request: Commands[Name]["request"],
  onprogress: (progress: Progress) => void = () => undefined,
): Promise<Commands[Name]["response"]> {
  try {
    return (await send(command, request, onprogress as (progress: unknown) => void)) as Commands[Name]["response"];
  } catch (error) {
    throw asCallError(error, command);
  }
}

/** Hears every notice of the program until the returned function is called. */
export { hear };

function asCallError(error: unknown, command: string): CallError {
  if (isWireError(error)) return new CallError(error);
  return new CallError({
    code: "bridge",
    message: "The window lost touch with the program.",
    hint: "Everything confirmed before is kept. Close Touchstone and start it again.",
    detail: `${command}: ${String(error)}`,
  });
}

function isWireError(error: unknown): error is WireError {
  return typeof error === "object" && error !== null && "code" in error && "message" in error;
}
