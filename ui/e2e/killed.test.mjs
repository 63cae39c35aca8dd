// The real program is killed at random moments while someone marks; after each start, everything it had confirmed is there.

import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { Key, openWindow, ownFolder, touchstone } from "./window.mjs";

const rounds = Number(process.env.TOUCHSTONE_KILLS ?? 4);
const words = Array.from({ length: 400 }, (_, at) => `word${at}`);

let window;
after(() => window?.kill().catch(() => undefined));

test("what the window had confirmed outlives a kill at any moment", async () => {
  const folder = ownFolder();
  const file = join(folder, "one.jsonl");
  const project = join(folder, "one.touchstone");
  writeFileSync(file, `${JSON.stringify({ id: "one", sample: { text: words.join(" ") }, sources: [{ text: "A source." }] })}\n`);
  touchstone("new", project);
  touchstone("import", project, file, "--json");
  let confirmed = [];
  let pressed = 0;
  for (let round = 0; round < rounds; round += 1) {
    window = await openWindow([project], folder);
    await window.startReviewing("Ada");
    const marked = () => window.texts("[data-pane=sample] mark");
    const kept = await window.until("all marks from before", async () => {
      const there = await marked();
      if (confirmed.every((word) => there.includes(word))) return there;
      throw new Error(`${there.length} of ${confirmed.length}`);
    });
    assert.ok(kept.length <= pressed, `nothing is there that was not asked for (${kept.length} marks, ${pressed} keys)`);
    confirmed = kept;
    await window.click("[data-pane=sample] .line");
    await window.press([Key.CONTROL, Key.HOME]);
    for (let word = 0; word < confirmed.length; word += 1) await window.press([Key.CONTROL, Key.ARROW_RIGHT]);
    const moment = 100 + Math.random() * 1500;
    let alive = true;
    const killing = new Promise((done) => setTimeout(() => { alive = false; window.kill().then(done); }, moment));
    while (alive) {
      try {
        pressed += 1;
        await window.press("1", [Key.CONTROL, Key.ARROW_RIGHT]);
        const there = await marked();
        if (there.length > confirmed.length) confirmed = there;
      } catch {
        break;
      }
    }
    await killing;
    const report = touchstone("verify", project, "--json");
    assert.ok(report, `the file is whole after a kill at ${Math.round(moment)} ms`);
  }
  assert.ok(confirmed.length > 0, "something was confirmed at all");
});

test("a logout closes the project whole, in one file", async () => {
  const folder = ownFolder();
  const project = join(folder, "demo.touchstone");
  touchstone("demo", project);
  window = await openWindow([project], folder);
  await window.find("[data-pane=sample] .line");
  await window.press([Key.CONTROL, Key.HOME], [Key.CONTROL, Key.SHIFT, Key.ARROW_RIGHT], "1");
  await window.find("[data-pane=sample] mark");
  assert.ok(existsSync(`${project}-wal`), "work lies beside the file while it is open");
  await window.logOut();
  assert.deepEqual(["-wal", "-shm"].filter((end) => existsSync(project + end)), []);
  assert.equal(touchstone("verify", project, "--json").ok, true);
  window = await openWindow([project], folder);
  await window.find("[data-pane=sample] mark");
  await window.close();
});
