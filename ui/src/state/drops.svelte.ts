/** Files dragged over and dropped on the window. The screen shown says what becomes of them. */

import { hearDrops } from "../ipc/bridge";
import { hear } from "../ipc/client";

/** True while files are held over the window. */
export const drops: { over: boolean } = $state({ over: false });

let takes: ((paths: string[]) => void) | null = null;

function isDropped(notice: unknown): notice is { kind: "dropped"; paths: string[] } {
  return typeof notice === "object" && notice !== null && "kind" in notice && notice.kind === "dropped" && "paths" in notice && Array.isArray(notice.paths);
}

/** Gives dropped files to `handler` until the returned function is called. */
export function takeDrops(handler: (paths: string[]) => void): () => void {
  takes = handler;
  const give = (paths: string[]) => {
    drops.over = false;
    if (takes === handler) handler(paths);
  };
  const heard = [
    hearDrops({ over: () => (drops.over = true), leave: () => (drops.over = false), drop: give }),
    hear((notice) => {
      if (isDropped(notice)) give(notice.paths);
    }),
  ];
  return () => {
    if (takes === handler) takes = null;
    drops.over = false;
    for (const each of heard) void each.then((stop) => stop());
  };
}
