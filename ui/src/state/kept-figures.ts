/** Figures of agreement that were measured: kept while the screen is left and taken up again, until the data change. */

import type { AgreementView, ReviewersView } from "../ipc/contract";
import { eventsNow } from "./agreement-calls";

interface Kept { figures: AgreementView; reviewers: ReviewersView }

let kept: Partial<Kept> = {};

/** Keeps what was measured. */
export function keep<Which extends keyof Kept>(which: Which, view: Kept[Which]): void {
  kept = { ...kept, [which]: view };
}

/** What was measured last, if nothing happened in the project since; else null. */
export async function stillTrue<Which extends keyof Kept>(which: Which): Promise<Kept[Which] | null> {
  const view: Kept[Which] | undefined = kept[which];
  if (!view) return null;
  const events = await eventsNow().catch(() => null);
  return events === view.asOf && kept[which] === view ? view : null;
}

/** Another project, other people, other labels, another plan: everything is measured anew. */
export function forgetFigures(): void {
  kept = {};
}
