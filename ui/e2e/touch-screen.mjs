// A screen with a finger on it: an Xorg of its own that draws nowhere and takes touches from this program. WebKitWebDriver
// takes touches too, but makes a mouse of them; these go the whole way, through the X server, GTK and the web view.

import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { endAtLast } from "./ending.mjs";

/** What the input driver `inputtest` counts a screen by, in either direction; and the sizes of what it reads (inputtestdrv(4)). */
const across = 0xffff;
const phases = { down: 18, move: 19, up: 20 };
const lengths = { version: 12, sync: 8, touch: 1056 };
const kinds = { version: 0, sync: 1, touch: 6 };

const config = (socket, width, height) => `
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-1000
  VertRefresh 5-200
  Modeline "own" 160 ${width} ${width + 100} ${width + 200} ${width + 400} ${height} ${height + 3} ${height + 6} ${height + 30}
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "own"
  EndSubSection
EndSection
Section "InputDevice"
  Identifier "finger"
  Driver "inputtest"
  Option "SocketPath" "${socket}"
  Option "DeviceType" "Touch"
EndSection
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
  InputDevice "finger"
EndSection
`;

/** Starts the screen in a folder; it ends by `close`. */
export async function openTouchScreen(folder, width = 1600, height = 1000) {
  const socket = join(folder, "finger");
  const file = join(folder, "xorg.conf");
  writeFileSync(file, config(socket, width, height));
  const options = ["-noreset", "-nolisten", "tcp", "-config", file, "-logfile", join(folder, "xorg.log"), "-novtswitch", "-sharevts", "-displayfd", "3"];
  const server = spawn("Xorg", options, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const display = await new Promise((done, fail) => {
    let told = "";
    server.stdio[3].on("data", (part) => {
      told += part;
      if (told.includes("\n")) done(`:${told.trim()}`);
    });
    const cure = "install xserver-xorg-core and xserver-xorg-video-dummy";
    server.once("error", (error) => fail(new Error(`${error.message}: ${cure}`)));
    server.once("exit", (code) => fail(new Error(`Xorg ended with ${code}, see ${join(folder, "xorg.log")}: ${cure}`)));
  });
  const screen = new TouchScreen(server, display, connect(socket), { width, height });
  await screen.greet();
  return screen;
}

class TouchScreen {
  constructor(server, display, wire, size) {
    Object.assign(this, { server, display, wire, size });
    this.waiting = [];
    this.ended = endAtLast(this);
    for (const each of [server, server.stdio[3], wire]) each.unref();
    wire.on("data", () => {
      wire.unref();
      this.waiting.shift()?.();
    });
  }

  greet() {
    const hello = message("version");
    hello.writeUInt16LE(1, 8);
    hello.writeUInt16LE(1, 10);
    return this.answered(hello);
  }

  answered(...messages) {
    return new Promise((done) => {
      this.waiting.push(done);
      this.wire.ref();
      for (const each of messages) this.wire.write(each);
    });
  }

  /** One finger: `down`, `move` or `up` at a place of the screen. */
  async touch(phase, { x, y }) {
    const event = message("touch");
    event.writeUInt32LE(phases[phase], 12);
    // Which axes follow: the first and the second.
    event.writeUInt8(0b11, 20);
    event.writeDoubleLE(((x + 0.5) / this.size.width) * across, 32);
    event.writeDoubleLE(((y + 0.5) / this.size.height) * across, 40);
    await this.answered(event, message("sync"));
  }

  /** Puts a finger down, lets it rest, moves it in some steps and lifts it. */
  async stroke(from, to, { rest = 60, steps = 6 } = {}) {
    await this.touch("down", from);
    await pause(rest);
    for (let step = 1; step <= steps; step += 1) {
      await this.touch("move", { x: from.x + ((to.x - from.x) * step) / steps, y: from.y + ((to.y - from.y) * step) / steps });
      await pause(16);
    }
    await this.touch("up", to);
  }

  async tap(place) {
    await this.touch("down", place);
    await pause(60);
    await this.touch("up", place);
  }

  close() {
    this.end();
    this.ended();
  }

  end() {
    this.wire.destroy();
    this.server.kill();
  }
}

function message(kind) {
  const bytes = Buffer.alloc(lengths[kind]);
  bytes.writeUInt32LE(lengths[kind], 0);
  bytes.writeUInt32LE(kinds[kind], 4);
  return bytes;
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
