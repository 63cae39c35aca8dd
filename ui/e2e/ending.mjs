// What is over when a file of tests is: its windows, screens and folders, also where a test failed before it put them away.

import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Windows and screens that a test which failed may leave behind. While nothing waits for them, they keep no file from ending. */
const open = new Set();
process.on("exit", () => open.forEach((each) => each.end()));
// A file that takes too long is asked to end.
process.once("SIGTERM", () => process.exit(143));

/** Has something ended by `end` when the file's tests are over, unless the returned function was called. */
export function endAtLast(each) {
  open.add(each);
  return () => open.delete(each);
}

/** A folder for one test, gone at the end of the run. */
export function ownFolder() {
  const folder = mkdtempSync(join(tmpdir(), "touchstone-e2e-"));
  process.on("exit", () => {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // A program that was just killed may still be writing: what is left then is the system's to clear.
    }
  });
  return folder;
}

/** Whether a process still runs, or one of its threads does; one that ended and waits for its parent does not. */
export function runs(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return !(/^State:\s+[ZX]/m.test(status) && readdirSync(`/proc/${pid}/task`).length <= 1);
  } catch {
    return false;
  }
}
