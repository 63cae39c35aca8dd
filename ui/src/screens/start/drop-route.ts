/** Where dropped or typed files lead: a project is opened, anything else is imported. */

export type Route =
  | { to: "open"; path: string }
  | { to: "import"; files: string[] }
  | { to: "nowhere"; sentence: string };

/** Whether a path is a project or a packet of this program, by its name. */
export function isProject(path: string): boolean {
  return /\.touchstone(-packet)?$/i.test(path);
}

/** Decides for all paths of one drop together. */
export function routeOf(paths: readonly string[]): Route {
  const projects = paths.filter(isProject);
  const [project] = projects;
  if (paths.length === 0) return { to: "nowhere", sentence: "Nothing was dropped that has a place on the disk. Save it as a file first." };
  if (project === undefined) return { to: "import", files: [...paths] };
  if (projects.length > 1) return { to: "nowhere", sentence: "Only one project can be open at a time. Drop one of them." };
  if (paths.length > 1) return { to: "nowhere", sentence: "A project and other files were dropped together. Open the project first, then drop the files to import." };
  return { to: "open", path: project };
}
