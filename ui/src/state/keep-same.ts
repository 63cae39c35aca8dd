/** Keeps the objects of an old state that say the same in the new one, so that only what changed is drawn again. */

/** `next`, with every part that equals the same part of `old` replaced by that very part. */
export function keepSame<Value>(old: Value | null, next: Value): Value {
  return same(old, next) as Value;
}

function same(old: unknown, next: unknown): unknown {
  if (old === next || typeof old !== "object" || typeof next !== "object" || old === null || next === null) return next;
  if (Array.isArray(next)) return Array.isArray(old) ? sameList(old, next) : next;
  const before = old as Record<string, unknown>;
  const after = next as Record<string, unknown>;
  const keys = Object.keys(after);
  let equal = Object.keys(before).length === keys.length;
  for (const key of keys) {
    after[key] = same(before[key], after[key]);
    equal &&= before[key] === after[key];
  }
  return equal ? old : next;
}

/** Entries with an id are compared with the entry of that id, wherever it stood. */
function sameList(old: readonly unknown[], next: unknown[]): unknown {
  const byId = new Map(old.map((entry) => [idOf(entry), entry]));
  let equal = old.length === next.length;
  next.forEach((entry, at) => {
    const id = idOf(entry);
    next[at] = same(id === undefined ? old[at] : byId.get(id), entry);
    equal &&= next[at] === old[at];
  });
  return equal ? old : next;
}

function idOf(entry: unknown): unknown {
  return typeof entry === "object" && entry !== null && "id" in entry ? entry.id : undefined;
}
