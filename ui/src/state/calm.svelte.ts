/** The calm mode: only the texts are shown. It holds until it is left, or its screen is. */

/** Read it; change it by the functions below. The look hangs on the page's `data-calm`, see `styles/calm.css`. */
export const calm: { on: boolean } = $state({ on: false });

function set(on: boolean): void {
  calm.on = on;
  if (on) document.documentElement.dataset["calm"] = "on";
  else delete document.documentElement.dataset["calm"];
}

/** Turns the calm on or off; says which. */
export function toggleCalm(): boolean {
  set(!calm.on);
  return calm.on;
}

/** Ends the calm. */
export function endCalm(): void {
  set(false);
}
