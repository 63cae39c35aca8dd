// Runs the end-to-end tests one after the other, under a display and a message bus of their own.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const built = process.env.TOUCHSTONE_BUILT ?? resolve(here, "../../target/debug");
for (const program of ["touchstone-desktop", "touchstone"]) {
  if (existsSync(join(built, program))) continue;
  console.error(`error: ${join(built, program)} is not built\n  cure: run "cargo xtask test", which builds it first`);
  process.exit(2);
}

const asked = process.argv.slice(2);
const tests = readdirSync(here).filter((name) => name.endsWith(".test.mjs")).filter((name) => asked.length === 0 || asked.some((part) => name.includes(part)));
const node = [process.execPath, "--test", "--test-concurrency=1", "--test-timeout=180000", ...tests.sort().map((name) => join(here, name))];
const display = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24"];
const bus = ["dbus-run-session", "--"];
const [program, ...args] = [...bus, ...display, ...node];
const run = spawnSync(program, args, { stdio: "inherit", env: { ...process.env, NO_AT_BRIDGE: "1" } });
if (run.error) console.error(`error: ${run.error.message}\n  cure: install xvfb, xauth, dbus and webkit2gtk-driver`);
process.exit(run.status ?? 1);
