/** What the window's own frame answers, before the program: file dialogs, the file manager, the look, the end. */

import { send } from "./bridge";

/** A kind of file in a dialog, as `{ name: "Touchstone project", extensions: ["touchstone"] }`. */
export interface FileKind {
  name: string;
  extensions: string[];
}

interface Wish {
  title?: string;
  filters?: FileKind[];
  /** Folder the dialog starts in. */
  folder?: string;
}

const silent = () => undefined;

/** Asks for files to open. Null when the dialog was left without a choice. */
export function askForFiles(wish: Wish & { multiple?: boolean }): Promise<string[] | null> {
  return send("dialog.open", wish, silent) as Promise<string[] | null>;
}

/** Asks where to save; `name` is proposed. Null when the dialog was left without a choice. */
export function askWhereToSave(wish: Wish & { name?: string }): Promise<string | null> {
  return send("dialog.save", wish, silent) as Promise<string | null>;
}

/** Asks for a folder. Null when the dialog was left without a choice. */
export function askForFolder(wish: Wish): Promise<string | null> {
  return send("dialog.folder", wish, silent) as Promise<string | null>;
}

/** Shows the folder of a file in the system's file manager. */
export async function showInFolder(path: string): Promise<void> {
  await send("app.reveal", { path }, silent);
}

/** Gives the frame of the window the look of the page. */
export async function dressFrame(theme: "light" | "dark" | "system"): Promise<void> {
  await send("app.theme", { theme }, silent);
}

/** Closes the window. */
export async function quit(): Promise<void> {
  await send("app.quit", null, silent);
}
