/** Whose words a line holds: the turns of a conversation, the steps of a problem. */

import { lineAt, type Line } from "./lines";
import type { Span } from "./span";

/** A turn, a step or another part of a text, named by its role. */
export interface Part extends Span {
  role: string;
}

/** Of one line: which speaker it belongs to, and the role to show above it where a part begins. */
export interface Voice {
  /** Speakers are counted in the order of their first words, from 0. */
  of: number;
  role: string | null;
}

/** The voices of the lines that parts cover. Parts of one role that repeat are counted, as `step 2`. */
export function voicesOf(lines: readonly Line[], parts: readonly Part[]): Map<number, Voice> {
  const voices = new Map<number, Voice>();
  const roles = [...new Set(parts.map(({ role }) => role))];
  const counted = roles.filter((role) => /^(?:step|problem|question|answer|schritt)$/i.test(role) && parts.filter((part) => part.role === role).length > 1);
  const seen = new Map<string, number>();
  for (const part of parts) {
    const count = (seen.get(part.role) ?? 0) + 1;
    seen.set(part.role, count);
    const first = lineAt(lines, part.start);
    const last = lineAt(lines, Math.max(part.start, part.end - 1));
    for (let line = first; line <= last; line += 1) {
      // A line that two parts share belongs to the one that begins it.
      if (voices.has(line) && line === first && voices.get(line)?.role !== null) continue;
      const role = counted.includes(part.role) ? `${part.role} ${count}` : part.role;
      voices.set(line, { of: roles.indexOf(part.role), role: line === first ? role : null });
    }
  }
  return voices;
}
