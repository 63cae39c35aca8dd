/** Whether a person points with a finger: then what can be pressed is as large as one (styles/coarse.css). */

/** Read it; `followPointer` sets it. */
export const pointing: { coarse: boolean } = $state({ coarse: false });

/** After a touch the web view tells of a mouse that nobody moved. */
const echo = 1500;
/** What is under the finger stays there until it is lifted and its press is heard. */
const settle = 400;

/** Marks the page `data-pointer="coarse"` from the first touch on, and no more once a mouse or pen moves. */
export function followPointer(page: HTMLElement = document.documentElement): void {
  let lifted = -Infinity;
  const set = (kind: "coarse" | "fine") => {
    if (page.dataset["pointer"] === kind) return;
    page.dataset["pointer"] = kind;
    pointing.coarse = kind === "coarse";
  };
  set(matchMedia("(pointer: coarse)").matches ? "coarse" : "fine");
  addEventListener("touchstart", () => (lifted = Infinity), { passive: true, capture: true });
  for (const end of ["touchend", "touchcancel"]) {
    addEventListener(end, () => {
      lifted = performance.now();
      setTimeout(() => set("coarse"), settle);
    }, { passive: true, capture: true });
  }
  addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch" && performance.now() > lifted + echo) set("fine");
  }, { passive: true });
}
