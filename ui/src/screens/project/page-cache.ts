/** Pages of rows that were asked for: the ones last looked at are kept, the rest forgotten. */

/** Rows of one page. */
export const pageSize = 100;
const kept = 40;

export class PageCache<Row> {
  readonly #pages = new Map<number, readonly Row[]>();
  readonly #asked = new Set<number>();

  /** The row at a place, where its page is here. */
  at(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Pages to ask for, so that the rows `from` to `to` can be drawn. Each is named once. */
  missing(from: number, to: number): number[] {
    const pages: number[] = [];
    for (let page = Math.floor(from / pageSize); page * pageSize < to; page += 1) {
      const here = this.#pages.get(page);
      if (here) {
        this.#pages.delete(page);
        this.#pages.set(page, here);
      } else if (!this.#asked.has(page)) {
        this.#asked.add(page);
        pages.push(page);
      }
    }
    return pages;
  }

  /** Takes a page in, and forgets the one longest unused. */
  put(page: number, rows: readonly Row[]): void {
    this.#asked.delete(page);
    this.#pages.set(page, rows);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > kept && oldest !== undefined) this.#pages.delete(oldest);
  }

  /** A page could not be had; it may be asked for again. */
  failed(page: number): void {
    this.#asked.delete(page);
  }
}
