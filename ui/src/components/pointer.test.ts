import { beforeEach, describe, expect, it, vi } from "vitest";
import { followPointer, pointing } from "./pointer.svelte";

const page = document.createElement("div");
const move = (x: number, pointerType = "mouse") => dispatchEvent(Object.assign(new MouseEvent("pointermove", { screenX: x, screenY: 10 }), { pointerType }));
const drawOver = (from: number, pointerType = "mouse") => [0, 1, 2, 3].forEach((step) => move(from + step, pointerType));
const lift = () => dispatchEvent(new Event("touchend"));
const put = () => dispatchEvent(new Event("touchstart"));
const kind = () => [page.dataset["pointer"], pointing.coarse];

vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
followPointer(page);
beforeEach(() => {
  vi.advanceTimersByTime(10_000);
  drawOver(10);
});

describe("followPointer", () => {
  it("knows a finger once its press was heard, and a mouse or a pen once it moves", () => {
    expect(kind()).toEqual(["fine", false]);
    put();
    lift();
    vi.advanceTimersByTime(900);
    expect(kind()).toEqual(["fine", false]);
    dispatchEvent(new Event("click"));
    vi.advanceTimersByTime(60);
    expect(kind()).toEqual(["coarse", true]);
    vi.advanceTimersByTime(5000);
    drawOver(60, "pen");
    expect(kind()).toEqual(["fine", false]);
  });
  it("knows a finger of which no press is made, once that is sure", () => {
    put();
    lift();
    vi.advanceTimersByTime(1499);
    expect(pointing.coarse).toBe(false);
    vi.advanceTimersByTime(1);
    expect(pointing.coarse).toBe(true);
  });
  it("moves nothing under a second finger", () => {
    put();
    lift();
    put();
    dispatchEvent(new Event("click"));
    vi.advanceTimersByTime(5000);
    expect(pointing.coarse).toBe(false);
    lift();
    dispatchEvent(new Event("click"));
    vi.advanceTimersByTime(60);
    expect(pointing.coarse).toBe(true);
  });
  it("takes neither the echo of a touch for a mouse, nor one that jumps to where a finger comes down, nor one that stands still", () => {
    put();
    lift();
    drawOver(100);
    vi.advanceTimersByTime(5000);
    expect(pointing.coarse).toBe(true);
    for (const place of [300, 400, 500, 600, 700]) {
      move(place);
      put();
      lift();
      vi.advanceTimersByTime(5000);
    }
    for (let turn = 0; turn < 9; turn += 1) move(700);
    drawOver(900, "touch");
    expect(pointing.coarse).toBe(true);
    drawOver(20);
    expect(pointing.coarse).toBe(false);
  });
});
