/** Stands in for `src/ipc/bridge.ts` in a browser: the same functions, answered by `fake-program.ts`. */

import { answer } from "./fake-program";

export function send(command: string, request: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    setTimeout(() => {
      try {
        resolve(structuredClone(answer(command, request)));
      } catch (error) {
        reject(error as Error);
      }
    }, 1);
  });
}
export function hear(): Promise<() => void> {
  return Promise.resolve(() => undefined);
}
export const hearDrops = hear;
export const beforeClose = hear;
export function setWindowTitle(): Promise<void> {
  return Promise.resolve();
}
