/** Snippets of the rows that were fetched: asked for behind a page, so that the page never waits for them. */

import { SvelteMap } from "svelte/reactivity";
import type { Snippet } from "../../ipc/contract";

/** Items asked for in one call. */
const together = 25;

export class Snippets {
  readonly #found = new SvelteMap<string, Snippet>();
  #filter = "";
  #turn = 0;
  readonly #ask: (filter: string, items: string[]) => Promise<Snippet[]>;

  constructor(ask: (filter: string, items: string[]) => Promise<Snippet[]>) {
    this.#ask = ask;
  }

  of(item: string): Snippet | undefined {
    return this.#found.get(item);
  }

  /** Asks for the snippets of a page of this filter; what was found by another is forgotten. */
  async fetch(filter: string, items: readonly string[]): Promise<void> {
    if (filter !== this.#filter) {
      this.#filter = filter;
      this.#turn += 1;
      this.#found.clear();
    }
    const turn = this.#turn;
    if (filter.trim() === "") return;
    for (let at = 0; at < items.length && turn === this.#turn; at += together) {
      // A list without snippets is still a list: what went wrong is told by the page itself.
      const found = await this.#ask(filter, items.slice(at, at + together)).catch(() => []);
      if (turn !== this.#turn) return;
      for (const snippet of found) this.#found.set(snippet.item, snippet);
      // No words were asked for, or nothing stands where it can be shown: the rest has none either.
      if (found.length === 0) return;
    }
  }
}
