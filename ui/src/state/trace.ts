/**
 * Times of the window, measured by itself and written by the program when it was started with
 * `--trace-ui FILE`. Off otherwise: then nothing is measured and nothing is sent.
 */

import { call } from "../ipc/client";

/** What is measured; the budgets stand in docs/performance.md. */
export type Measured = "start" | "open" | "submit" | "annotate" | "scroll";

let on = false;
let lines: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Called once, when the program has said whether it traces. */
export function traceWhen(tracing: boolean): void {
  on = tracing;
}

/** Starts a measurement; call the result when the change is in the elements. It ends when that is painted. */
export function measure(what: Measured, from: number = performance.now()): () => void {
  if (!on) return () => undefined;
  return () => {
    afterPaint((at) => note({ what, ms: round(at - from) }));
  };
}

/**
 * Measures from the start of the page to the first paint in which a person can do something. `at` is that
 * moment in milliseconds since 1970: whoever started the program counts its own start too.
 */
export function measureStart(): void {
  if (on) afterPaint((at) => note({ what: "start", ms: round(at), at: round(performance.timeOrigin + at) }));
}

/** Measures the frames while `element` is scrolled; a burst ends after 200 ms of rest. */
export function measureScrolling(element: HTMLElement): () => void {
  if (!on) return () => undefined;
  let last = 0;
  let frames: number[] = [];
  let rest = 0;
  const frame = (at: number) => {
    if (last > 0) frames.push(at - last);
    last = at;
    if (at - rest < 200) requestAnimationFrame(frame);
    else {
      note({ what: "scroll", frames: frames.length, worst_ms: round(Math.max(0, ...frames)), over_20_ms: frames.filter((each) => each > 20).length });
      frames = [];
      last = 0;
    }
  };
  const moved = () => {
    rest = performance.now();
    if (last === 0) {
      last = rest;
      requestAnimationFrame(frame);
    }
  };
  element.addEventListener("scroll", moved, { passive: true, capture: true });
  return () => element.removeEventListener("scroll", moved, { capture: true });
}

/** A message sent while a frame is prepared arrives when that frame is done. */
function afterPaint(then: (at: number) => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then(performance.now());
    port2.postMessage(null);
  });
}

function note(line: Record<string, string | number>): void {
  lines.push(JSON.stringify(line));
  clearTimeout(timer);
  timer = setTimeout(() => {
    const sent = lines;
    lines = [];
    void call("trace_ui", { lines: sent });
  }, 250);
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
