/** Whether a person points with a finger: then what can be pressed is as large as one (styles/coarse.css). */

/** Read it; `followPointer` sets it. */
export const pointing: { coarse: boolean } = $state({ coarse: false });

/** For so long after a touch the web view tells of a mouse that nobody moved, and of its press. */
const echo = 1500;
/** A touch has the mouse jump there, which is one place; a mouse that is moved is told of at many. */
const places = 4;

/**
 * Marks the page `data-pointer="coarse"` from the first touch on, and `fine` again once a mouse or pen moves. Nothing changes
 * its place between a touch and the press that the web view makes of it, which would miss what was touched.
 */
export function followPointer(page: HTMLElement = document.documentElement): void {
  let down = false;
  let lifted = -Infinity;
  let seen = new Set<string>();
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const set = (kind: "coarse" | "fine") => {
    if (page.dataset["pointer"] === kind) return;
    page.dataset["pointer"] = kind;
    pointing.coarse = kind === "coarse";
  };
  const soon = (delay: number) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => set("coarse"), delay);
  };
  set(matchMedia("(pointer: coarse)").matches ? "coarse" : "fine");
  addEventListener("touchstart", () => {
    down = true;
    clearTimeout(waiting);
    seen = new Set();
  }, { passive: true, capture: true });
  for (const end of ["touchend", "touchcancel"]) {
    addEventListener(end, () => {
      down = false;
      lifted = performance.now();
      soon(echo);
    }, { passive: true, capture: true });
  }
  addEventListener("click", () => {
    if (!down && performance.now() < lifted + echo) soon(60);
  }, true);
  addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || down || performance.now() < lifted + echo) return;
    seen.add(`${event.screenX} ${event.screenY}`);
    if (seen.size >= places) set("fine");
  }, { passive: true });
}
