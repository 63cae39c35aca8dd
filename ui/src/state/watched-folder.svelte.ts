/** A folder from which packets are taken as they come, while the project stays open. */

import type { PacketTaken } from "../ipc/contract";
import { session } from "./session.svelte";
import { takeNews } from "./team-calls";

/** How often the folder is looked at, in milliseconds. */
const pause = 15_000;

/** Read it; change it by the functions below. */
export const watched: { folder: string | null } = $state({ folder: null });
/** Counts how often packets came home: what is shown of all items is read again then. */
export const arrivals = $state({ turn: 0 });
let end: (() => void) | null = null;

/**
 * Looks into the folder at once and again and again, until another project is open; `onnews` hears what was taken,
 * `onerror` why no longer.
 */
export function watchFolder(folder: string, onnews: (taken: PacketTaken[]) => void, onerror: (error: unknown) => void): void {
  stopWatching();
  const project = session.project?.path;
  if (project === undefined) return;
  watched.folder = folder;
  let busy = false;
  let ended = false;
  const look = async () => {
    if (busy) return;
    busy = true;
    try {
      const taken = await takeNews(folder, project);
      if (taken.length > 0 && !ended) onnews(taken);
    } catch (error) {
      if (!ended) {
        stopWatching();
        onerror(error);
      }
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => void look(), pause);
  const leave = $effect.root(() => {
    $effect(() => {
      if (session.project?.path !== project) stopWatching();
    });
  });
  end = () => {
    ended = true;
    clearInterval(timer);
    leave();
  };
  void look();
}

/** Looks no longer. */
export function stopWatching(): void {
  const ends = end;
  end = null;
  watched.folder = null;
  ends?.();
}
