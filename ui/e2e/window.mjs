// Drives the real window: WebKitWebDriver starts the program as a person would, with folders of its own.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Builder, By, Capabilities, Key, Origin } from "selenium-webdriver";
import { Pointer } from "selenium-webdriver/lib/input.js";
import { endAtLast, ownFolder, runs } from "./ending.mjs";

export { By, Key, Origin, ownFolder };

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const built = process.env.TOUCHSTONE_BUILT ?? join(root, "target/debug");
const artefacts = join(root, "artefacts");
const axe = readFileSync(join(root, "ui/node_modules/axe-core/axe.min.js"), "utf8");
const patience = Number(process.env.TOUCHSTONE_E2E_PATIENCE ?? 10_000);

/** Runs the command line; returns what it printed, as JSON where it is. */
export function touchstone(...args) {
  const run = spawnSync(join(built, "touchstone"), args, { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`touchstone ${args.join(" ")} ended with ${run.status}:\n${run.stderr}`);
  try {
    return JSON.parse(run.stdout);
  } catch {
    return run.stdout;
  }
}

/** Opens the window with these arguments, on another display where one is given. Ends by `close`, or by `kill` as a power cut would. */
export async function openWindow(args = [], folder = ownFolder(), display = process.env.DISPLAY) {
  const port = await freePort();
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
    stdio: "ignore",
    env: {
      ...process.env, DISPLAY: display, NO_AT_BRIDGE: "1", TAURI_WEBVIEW_AUTOMATION: "true",
      XDG_DATA_HOME: join(folder, "data"), XDG_CONFIG_HOME: join(folder, "config"), XDG_CACHE_HOME: join(folder, "cache"),
    },
  });
  const capabilities = new Capabilities();
  capabilities.setBrowserName("wry");
  capabilities.set("webkitgtk:browserOptions", { binary: join(built, "touchstone-desktop"), args });
  // Its own process must not keep a file open whose tests are over.
  driver.unref();
  await listening(port);
  let session;
  try {
    session = await new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build();
  } catch (error) {
    driver.kill();
    throw error;
  }
  return new Window(session, driver);
}

/** One window under test. Every look waits until it is so, or says what it saw instead. */
class Window {
  constructor(session, driver) {
    this.session = session;
    this.driver = driver;
    this.ended = endAtLast(this);
  }

  async close() {
    const children = this.children();
    // As by the window's own button: the project is closed whole, in one file.
    await this.ask("close_project").catch(() => undefined);
    await this.session.quit().catch(() => undefined);
    // A program that outlives its session would keep its project from whoever opens it next.
    for (const child of children.filter(runs)) process.kill(child, "SIGTERM");
    await this.until("the end of the program", () => !children.some(runs));
    this.driver.kill();
    this.ended();
  }

  /** Ends what nobody closed: by its ids, and without waiting. */
  end() {
    for (const child of this.children().filter(runs)) process.kill(child, "SIGKILL");
    this.driver.kill("SIGKILL");
  }

  /** The programs that the driver started. */
  children() {
    return spawnSync("pgrep", ["-P", String(this.driver.pid)], { encoding: "utf8" }).stdout.split("\n").filter(Boolean).map(Number);
  }

  /** Ends the program at once, as a power cut would. */
  async kill() {
    const children = this.children();
    for (const child of children) process.kill(child, "SIGKILL");
    this.driver.kill("SIGKILL");
    await this.until("the end of the program", () => children.every((child) => !runs(child)));
    this.ended();
  }

  /** Ends the program as a logout or a shutdown does: it is asked to, and does it by itself. */
  async logOut() {
    const children = this.children();
    for (const child of children) process.kill(child, "SIGTERM");
    await this.until("the end of the program", () => children.every((child) => !runs(child)));
    this.driver.kill("SIGKILL");
    this.ended();
  }

  /** Takes the desk as a reviewer of this name, made where there is none, and waits for an item. */
  async startReviewing(name) {
    await this.until("the desk or the question who reviews", async () => (await this.texts("[data-pane=sample], [data-testid=who]")).length > 0);
    if ((await this.texts("[data-testid=who]")).length > 0) {
      await this.click("[data-testid=who] input");
      await this.press(name, Key.ENTER);
    }
    await this.find("[data-pane=sample] .line");
  }

  /** Gives the program a command as the window does; returns its answer. */
  async ask(command, request = null) {
    const answer = await this.session.executeAsyncScript(
      `const done = arguments[2]; const inside = window.__TAURI_INTERNALS__;
       const progress = '__CHANNEL__:' + inside.transformCallback(() => undefined);
       inside.invoke('call', { command: arguments[0], request: arguments[1], progress }).then((answer) => done({ answer }), (error) => done({ error }));`,
      command, request,
    );
    if (answer.error) throw new Error(`${command}: ${JSON.stringify(answer.error)}`);
    return answer.answer;
  }

  /** Lets a reviewer whose reviews were imported go on with them at this desk. */
  async takeUpReviewsOf(name) {
    await this.until("the desk or the question who reviews", async () => (await this.texts("[data-pane=sample], [data-testid=who]")).length > 0);
    const { reviewers } = await this.ask("facets");
    const found = reviewers.find((each) => each.name === name);
    await this.ask("set_reviewer_active", { reviewer: found.id, active: true });
    await this.ask("switch_reviewer", { reviewer: found.id });
    await this.session.navigate().refresh();
    await this.find("[data-pane=sample] .line");
  }

  /** Waits until `look` gives something true, and returns it. */
  async until(what, look) {
    const end = Date.now() + patience;
    let seen;
    for (;;) {
      try {
        seen = await look();
        if (seen) return seen;
      } catch (error) {
        seen = error.message;
      }
      if (Date.now() > end) {
        await this.picture(`failed-${Date.now()}`).catch(() => undefined);
        throw new Error(`waited in vain for: ${what} (last seen: ${String(seen)})`);
      }
      await new Promise((done) => setTimeout(done, 25));
    }
  }

  find(selector) {
    return this.until(selector, async () => (await this.session.findElements(By.css(selector))).at(0));
  }

  texts(selector) {
    return this.session.executeScript("return [...document.querySelectorAll(arguments[0])].map((each) => each.textContent.trim())", selector);
  }

  /** Waits until an element of the selector holds the text. */
  sees(selector, text) {
    return this.until(`“${text}” in ${selector}`, async () => {
      const texts = await this.texts(selector);
      if (texts.some((each) => each.includes(text))) return texts;
      throw new Error(JSON.stringify(texts));
    });
  }

  /** Waits until no element of the selector is there. */
  gone(selector) {
    return this.until(`no ${selector}`, async () => (await this.texts(selector)).length === 0);
  }

  async click(selector) {
    const element = await this.find(selector);
    await element.click();
  }

  /** Presses keys one after the other; a chord is an array, as `[Key.CONTROL, "z"]`. */
  async press(...keys) {
    for (const key of keys) {
      const actions = this.session.actions();
      if (Array.isArray(key)) {
        const held = key.slice(0, -1);
        for (const each of held) actions.keyDown(each);
        actions.sendKeys(key.at(-1));
        for (const each of held.toReversed()) actions.keyUp(each);
      } else {
        actions.sendKeys(key);
      }
      await actions.perform();
    }
  }

  /** The middle of the first rectangle of a phrase in a pane, in window coordinates. */
  placeOf(pane, phrase, edge = "middle") {
    return this.until(`“${phrase}” in the ${pane}`, () =>
      this.session.executeScript(
        `const root = document.querySelector('[data-pane="' + arguments[0] + '"]');
         const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
         for (const line of root.querySelectorAll('.line')) {
           const at = line.textContent.indexOf(arguments[1]);
           if (at < 0) continue;
           const range = document.createRange();
           const place = (index) => { let left = index; const nodes = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
             for (let node = nodes.nextNode(); node; node = nodes.nextNode()) { if (left <= node.length) return [node, left]; left -= node.length; } };
           range.setStart(...place(at)); range.setEnd(...place(at + arguments[1].length));
           const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
           const first = rects[0], last = rects.at(-1);
           if (arguments[2] === 'start') return { x: Math.round(first.left + 2), y: Math.round(first.top + first.height / 2) };
           if (arguments[2] === 'end') return { x: Math.round(last.right - 2), y: Math.round(last.top + last.height / 2) };
           return { x: Math.round((first.left + first.right) / 2), y: Math.round(first.top + first.height / 2) };
         }
         return null;`,
        pane, phrase, edge,
      ),
    );
  }

  /** Drags over a phrase with the mouse; with `exact`, Shift is held from the middle of the drag on. */
  async drag(pane, phrase, exact = false) {
    const from = await this.placeOf(pane, phrase, "start");
    const to = await this.placeOf(pane, phrase, "end");
    const actions = this.session.actions({ async: true }).move({ origin: Origin.VIEWPORT, ...from }).press();
    if (exact) actions.keyDown(Key.SHIFT);
    actions.move({ origin: Origin.VIEWPORT, ...to, duration: 120 });
    await actions.release().perform();
    if (exact) await this.session.actions().keyUp(Key.SHIFT).perform();
  }

  /** Presses once on a phrase. */
  async clickText(pane, phrase) {
    const at = await this.placeOf(pane, phrase);
    await this.session.actions({ async: true }).move({ origin: Origin.VIEWPORT, ...at }).press().release().perform();
  }

  /** Draws a pen over the window, pressed down from the first place to the last. */
  async pen(...places) {
    const pen = new Pointer("pen", Pointer.Type.PEN);
    const to = ({ x, y }, duration) => pen.move({ origin: Origin.VIEWPORT, x, y, duration });
    const [from, ...others] = places;
    await this.session.actions({ async: true }).insert(pen, to(from, 0), pen.press(), ...others.map((place) => to(place, 120)), pen.release()).perform();
  }

  /** Presses twice on a phrase, fast enough to count as one double press. */
  async doubleClickText(pane, phrase) {
    const at = await this.placeOf(pane, phrase);
    const actions = this.session.actions({ async: true }).move({ origin: Origin.VIEWPORT, ...at });
    await actions.press().release().press().release().perform();
  }

  /** The last element of the selector whose words begin so, and end so where `whole`; dialogs stand over the rest. */
  reading(selector, text, whole = true) {
    return this.until(`“${text}” among ${selector}`, () => this.session.executeScript(
      `const words = (each) => each.textContent.replace("✓", "").trim();
       return [...document.querySelectorAll(arguments[0])].filter((each) => arguments[2] ? words(each) === arguments[1] : words(each).startsWith(arguments[1])).at(-1) ?? null;`,
      selector, text, whole,
    ));
  }

  /** Presses the button that reads exactly so, as soon as it can be pressed. */
  async clickButton(text, selector = "button") {
    const button = await this.reading(selector, text);
    await this.until(`“${text}” can be pressed`, () => button.isEnabled());
    await button.click();
  }

  /** Opens a menu and takes the choice that begins so. */
  async choose(opener, text) {
    await this.click(opener);
    await (await this.reading("[role=menu] button", text, false)).click();
    await this.gone("[role=menu]");
  }

  /** Writes into the field with this name, in place of what it holds. */
  async fill(label, text) {
    const field = await this.until(`the field “${label}”`, () => this.session.executeScript(
      `const label = [...document.querySelectorAll("label")].filter((each) => each.textContent.trim() === arguments[0]).at(-1);
       return label ? document.getElementById(label.htmlFor) : null;`, label));
    // A layer that is just opening may take the focus away: what is typed is looked at.
    await this.until(`“${text}” in the field “${label}”`, async () => {
      await field.click();
      await this.press([Key.CONTROL, "a"], Key.BACK_SPACE);
      if (text !== "") await this.press(text);
      return (await this.session.executeScript("return arguments[0].value", field)) === text;
    });
    return field;
  }

  /** The size of the page inside the window's frame. */
  async size(width, height) {
    await this.session.manage().window().setRect({ width, height });
    await this.until(`a window of ${width} × ${height}`, () => this.session.executeScript("return innerWidth === arguments[0]", width));
    await this.painted();
  }

  /** Light or dark, as if chosen in the settings, without waiting for them. */
  async theme(theme) {
    await this.session.executeScript("document.documentElement.dataset.theme = arguments[0]", theme);
    await this.painted();
  }

  /** Waits until what is in the elements now has been painted. */
  painted() {
    return this.session.executeAsyncScript("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()));");
  }

  /** What axe finds wrong with the screen shown. */
  async violations() {
    // Sent once: it is half a megabyte, and the driver now and then loses its way in the answer to so much.
    const inPage = "return 'axe' in window";
    for (let tries = 0; tries < 3 && !(await this.session.executeScript(inPage)); tries += 1) await this.session.executeScript(`${axe}; return true`).catch(() => undefined);
    // That what is pressed is at least 24 pixels wide and high, or has that room around it (WCAG 2.2), axe looks at only when asked to.
    return this.session.executeAsyncScript(
      "const done = arguments[0]; window.axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }).then((found) => done(found.violations.map((each) => each.id + ' ' + each.nodes.map((node) => node.target))))",
    );
  }

  /** Pictures of what is shown, in both colours and two sizes, the larger one first; axe finds nothing in any colour. */
  async look(name, { large = [1600, 1000], back = [1440, 900] } = {}) {
    for (const theme of ["light", "dark"]) {
      await this.theme(theme);
      for (const [width, height] of [large, [1000, 640]]) {
        await this.size(width, height);
        await this.picture(`${name}-${theme}-${width}`);
      }
      assert.deepEqual(await this.violations(), [], `${name}, ${theme}`);
    }
    await this.size(...back);
    await this.theme("light");
  }

  /** Axe and a picture in both colours, at the size that is. */
  async sound(name) {
    for (const theme of ["light", "dark"]) {
      await this.theme(theme);
      assert.deepEqual(await this.violations(), [], `${name}, ${theme}`);
      await this.picture(`${name}-${theme}`);
    }
    await this.theme("light");
  }

  /** Keeps a picture among the artefacts of the run. */
  async picture(name) {
    const file = join(artefacts, `${name}.png`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(await this.session.takeScreenshot(), "base64"));
  }
}

/** A file's JSON lines. */
export function jsonLines(path) {
  return readFileSync(path, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

async function listening(port) {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    const up = await fetch(`http://127.0.0.1:${port}/status`).then(() => true, () => false);
    if (up) return;
    await new Promise((done) => setTimeout(done, 30));
  }
  throw new Error("WebKitWebDriver did not start. Install webkit2gtk-driver.");
}
