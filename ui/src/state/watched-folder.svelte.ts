/** A folder from which packets are taken as they come, while the project stays open. */

import type { PacketTaken } from "../ipc/contract";
import { takePackets } from "./team-calls";

/** How often the folder is looked at, in milliseconds. */
const pause = 15_000;

/** Read it; change it by the functions below. */
export const watched: { folder: string | null } = $state({ folder: null });
let timer: ReturnType<typeof setInterval> | null = null;

/** Looks into the folder at once and again and again; `onnews` hears what was taken, `onerror` why no longer. */
export function watchFolder(folder: string, onnews: (taken: PacketTaken[]) => void, onerror: (error: unknown) => void): void {
  stopWatching();
  watched.folder = folder;
  let busy = false;
  const look = async () => {
    if (busy) return;
    busy = true;
    try {
      const taken = await takePackets([folder], true);
      if (taken.length > 0 && watched.folder === folder) onnews(taken);
    } catch (error) {
      if (watched.folder === folder) {
        stopWatching();
        onerror(error);
      }
    } finally {
      busy = false;
    }
  };
  timer = setInterval(() => void look(), pause);
  void look();
}

/** Looks no longer. */
export function stopWatching(): void {
  if (timer !== null) clearInterval(timer);
  timer = null;
  watched.folder = null;
}
