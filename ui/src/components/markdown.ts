/** The part of Markdown that guidelines are written in, as a tree; nothing in it can become markup of the window. */

/** A run of characters with one look. */
export interface Inline { text: string; look: "plain" | "strong" | "emphasis" | "code" }
export type Block =
  | { kind: "heading"; level: 1 | 2 | 3; inlines: Inline[] }
  | { kind: "paragraph" | "quote"; inlines: Inline[] }
  | { kind: "list"; ordered: boolean; items: Inline[][] }
  | { kind: "code"; text: string };

/** Reads headings, paragraphs, lists, quotes, code and the looks inside a line; anything else stays text. */
export function readMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  const lines = source.replaceAll("\r\n", "\n").split("\n");
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    if (line.trim() === "") {
      at += 1;
    } else if (line.startsWith("```")) {
      const end = lines.findIndex((other, index) => index > at && other.startsWith("```"));
      const stop = end < 0 ? lines.length : end;
      blocks.push({ kind: "code", text: lines.slice(at + 1, stop).join("\n") });
      at = stop + 1;
    } else {
      at = readBlock(lines, at, blocks);
    }
  }
  return blocks;
}

const heading = /^(#{1,6})\s+(.*)$/;
const bullet = /^\s*[-*+]\s+(.*)$/;
const number = /^\s*\d+[.)]\s+(.*)$/;
const quote = /^>\s?(.*)$/;

function readBlock(lines: readonly string[], from: number, blocks: Block[]): number {
  const line = lines[from] ?? "";
  const title = heading.exec(line);
  if (title) {
    const level = Math.min(title[1]?.length ?? 1, 3) as 1 | 2 | 3;
    blocks.push({ kind: "heading", level, inlines: readInline(title[2] ?? "") });
    return from + 1;
  }
  for (const [pattern, ordered] of [[bullet, false], [number, true]] as const) {
    if (!pattern.test(line)) continue;
    const { taken, next } = take(lines, from, pattern);
    blocks.push({ kind: "list", ordered, items: taken.map(readInline) });
    return next;
  }
  if (quote.test(line)) {
    const { taken, next } = take(lines, from, quote);
    blocks.push({ kind: "quote", inlines: readInline(taken.join(" ")) });
    return next;
  }
  let next = from;
  const paragraph: string[] = [];
  while (next < lines.length && (lines[next] ?? "").trim() !== "" && (next === from || !startsBlock(lines[next] ?? ""))) {
    paragraph.push((lines[next] ?? "").trim());
    next += 1;
  }
  blocks.push({ kind: "paragraph", inlines: readInline(paragraph.join(" ")) });
  return next;
}

function startsBlock(line: string): boolean {
  return heading.test(line) || bullet.test(line) || number.test(line) || quote.test(line) || line.startsWith("```");
}

/** Lines of one kind in a row; an indented line goes on with the one before. */
function take(lines: readonly string[], from: number, pattern: RegExp): { taken: string[]; next: number } {
  const taken: string[] = [];
  let next = from;
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? "";
    const found = pattern.exec(line);
    if (found) taken.push(found[1] ?? "");
    else if (/^\s{2,}\S/.test(line) && taken.length > 0) taken[taken.length - 1] += ` ${line.trim()}`;
    else break;
  }
  return { taken, next };
}

const inline = /\*\*(.+?)\*\*|__(.+?)__|\*(.+?)\*|\b_(.+?)_\b|`(.+?)`/g;

function readInline(text: string): Inline[] {
  const inlines: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(inline)) {
    if (match.index > at) inlines.push({ text: text.slice(at, match.index), look: "plain" });
    const [whole, strong, strong2, emphasis, emphasis2, code] = match;
    if (code !== undefined) inlines.push({ text: code, look: "code" });
    else if (strong !== undefined || strong2 !== undefined) inlines.push({ text: strong ?? strong2 ?? "", look: "strong" });
    else inlines.push({ text: emphasis ?? emphasis2 ?? "", look: "emphasis" });
    at = match.index + whole.length;
  }
  if (at < text.length) inlines.push({ text: text.slice(at), look: "plain" });
  return inlines;
}
