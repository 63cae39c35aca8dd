/** Stands in for `src/ipc/bridge.ts` in a test that gives every answer itself: `vi.mock("…/ipc/bridge", async () => import("…/dev/answers"))`. */

type Answer = (request: never, progress: (step: unknown) => void) => unknown;

/** What each command answers, and what was asked. */
export const program = { answers: {} as Record<string, Answer>, asked: [] as [string, Record<string, unknown>][] };

export async function send(command: string, request: Record<string, unknown>, progress: (step: unknown) => void = () => undefined): Promise<unknown> {
  program.asked.push([command, structuredClone(request)]);
  const answer = program.answers[command];
  if (!answer) throw { code: "no", message: `No ${command}.`, hint: "Try again.", detail: null };
  return structuredClone(await answer(request as never, progress));
}
/** The last request of `command`. */
export const last = (command: string): Record<string, unknown> | undefined => program.asked.filter(([name]) => name === command).at(-1)?.[1];
export const hear = (): Promise<() => void> => Promise.resolve(() => undefined);
export const hearDrops = hear;
