/** What jsdom leaves out and the window uses. Nothing is measured here: every rectangle is empty. */

import { configure } from "@testing-library/dom";

// A busy machine is slow, not wrong: what is waited for is waited for long.
configure({ asyncUtilTimeout: 30_000 });

class Watch {
  observe(): void {
    // Nothing changes its size without a layout.
  }
  unobserve(): void {
    // Nothing was observed.
  }
  disconnect(): void {
    // Nothing was observed.
  }
}

Object.assign(globalThis, { ResizeObserver: Watch });
Object.defineProperty(document, "fonts", { value: { ready: Promise.resolve() } });
Object.assign(globalThis, { CSS: { escape: (text: string) => text.replace(/["\\]/g, "\\$&") } });
window.matchMedia = (media: string) => Object.assign(new EventTarget(), {
  media, matches: false, onchange: null, addListener: () => undefined, removeListener: () => undefined,
});
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
Element.prototype.getAnimations = () => [];
Element.prototype.scrollIntoView = () => undefined;
HTMLElement.prototype.showPopover = () => undefined;
HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
  this.open = false;
};
