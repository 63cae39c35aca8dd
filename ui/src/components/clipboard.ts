/** Putting text on the clipboard, also where the web view refuses the asynchronous way. */

/** Copies exactly `text`. Resolves to whether it worked. */
export async function copyText(text: string): Promise<boolean> {
  if (text === "") return false;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByEvent(text);
  }
}

function copyByEvent(text: string): boolean {
  const give = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("copy", give, { capture: true, once: true });
  const worked = document.execCommand("copy");
  document.removeEventListener("copy", give, { capture: true });
  return worked;
}
