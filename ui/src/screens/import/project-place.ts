/** Name and place of a project that is about to be made. */

/** A name proposed by the first file: `batch_5.json` becomes `batch_5`. */
export function proposedName(file: string): string {
  const name = file.split(/[\\/]/).filter(Boolean).at(-1) ?? "";
  return name.replace(/(?<=.)\.[^.]{1,8}$/, "");
}

/** The place beside a file for a project of this name. */
export function proposedPath(file: string, name: string): string {
  const at = Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\"));
  return `${file.slice(0, at + 1)}${name.replace(/[\\/:*?"<>|]/g, "-")}.touchstone`;
}

/** A place with the ending that a project file must have. */
export function withEnding(path: string): string {
  return path.toLowerCase().endsWith(".touchstone") ? path : `${path}.touchstone`;
}
