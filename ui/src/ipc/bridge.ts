/** The only importer of `@tauri-apps`: one command, one event, the window's own frame and dropped files. */

import { Channel, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { getCurrentWindow } from "@tauri-apps/api/window";

/** Sends one command over the bridge. Rejects with the wire error as it came. */
export function send(command: string, request: unknown, onprogress: (progress: unknown) => void): Promise<unknown> {
  const progress = new Channel<unknown>();
  progress.onmessage = onprogress;
  return invoke("call", { command, request, progress });
}

/** Hears every `notice` of the program. Resolves to what ends the hearing. */
export function hear(handler: (notice: unknown) => void): Promise<() => void> {
  return listen<unknown>("notice", (event) => handler(event.payload));
}

/** Files dragged over and dropped on the window, as paths. */
export function hearDrops(handlers: { over: () => void; leave: () => void; drop: (paths: string[]) => void }): Promise<() => void> {
  return getCurrentWebview().onDragDropEvent(({ payload }) => {
    if (payload.type === "drop") handlers.drop(payload.paths);
    else if (payload.type === "leave") handlers.leave();
    else handlers.over();
  });
}

/** Names the window for the task bar. */
export function setWindowTitle(title: string): Promise<void> {
  return getCurrentWindow().setTitle(title);
}

/** Asks `ready` before the window closes; the window closes when it resolves. */
export function beforeClose(ready: () => Promise<void>): Promise<() => void> {
  return getCurrentWindow().onCloseRequested(ready);
}
