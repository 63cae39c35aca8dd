/** What was changed and not yet saved, kept in this window's storage: it outlives leaving the screen, quitting and a crash. */

const place = (what: string, project: string) => `touchstone.draft/${what}/${project}`;

/** The draft of a project, or null. */
export function keptDraft<Draft>(what: string, project: string): Draft | null {
  try {
    const text = localStorage.getItem(place(what, project));
    return text === null ? null : (JSON.parse(text) as Draft);
  } catch {
    return null;
  }
}

/** Keeps a draft; null forgets it. A full storage is no reason to stop: the draft is still on the screen. */
export function keepDraft(what: string, project: string, draft: unknown): void {
  try {
    if (draft === null) localStorage.removeItem(place(what, project));
    else localStorage.setItem(place(what, project), JSON.stringify(draft));
  } catch {
    return;
  }
}
