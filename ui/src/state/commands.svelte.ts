/** What the screen shown offers by name: each screen gives its commands, the frame of the window lists them. */

/** One command of the palette. */
export interface Command {
  id: string;
  name: string;
  group: string;
  keys: readonly string[];
  /** Why it cannot be done now; null where it can. */
  why: string | null;
  about?: string;
  run: () => void;
}

type Giver = () => Command[];
let givers: Giver[] = [];

/** Whether the palette is open. */
export const palette: { open: boolean } = $state({ open: false });

/** A screen gives its commands while it is shown; call the result when it is left. */
export function offerCommands(giver: Giver): () => void {
  givers = [...givers, giver];
  return () => {
    givers = givers.filter((other) => other !== giver);
  };
}

/** All commands of this moment, those of the screen first. */
export function commandsNow(): Command[] {
  return givers.toReversed().flatMap((giver) => giver());
}
