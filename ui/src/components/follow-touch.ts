/** One finger, from where it comes down until it is lifted. WebKitGTK tells of it by touches alone, not by pointers. */

interface Following {
  move: (x: number, y: number) => void;
  /** Whether the web view is to make nothing of this finger: no scrolling, no press of the mouse. */
  taken: () => boolean;
  lift: () => void;
}

/** Hears one finger until it is lifted, or until the returned function is called. */
export function followTouch(touch: TouchEvent, { move, taken, lift }: Following): () => void {
  const id = touch.changedTouches[0]?.identifier;
  // A touch is told to what it began on, even when that has left the page.
  const target = touch.target as EventTarget;
  const own = (event: TouchEvent) => [...event.changedTouches].find(({ identifier }) => identifier === id);
  const heard = (event: Event) => {
    const finger = own(event as TouchEvent);
    if (!finger) return;
    if (event.type !== "touchmove") {
      lift();
      return;
    }
    move(finger.clientX, finger.clientY);
    if (taken() && event.cancelable) event.preventDefault();
  };
  const kinds = ["touchmove", "touchend", "touchcancel"];
  for (const kind of kinds) target.addEventListener(kind, heard, { passive: false });
  return () => {
    for (const kind of kinds) target.removeEventListener(kind, heard);
  };
}
