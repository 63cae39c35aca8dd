/**
 * Characters that a reader cannot see. Each gets a small sign beside it; the text stays as it is,
 * so no offset moves. Joiners inside emoji or a cursive script are part of a letter and get none.
 */

/** A sign to show at an index; an empty sign keeps the character from the eye (the `\r` of `\r\n`). */
export interface Sign {
  at: number;
  length: number;
  sign: string;
}

const named = new Map<number, string>([
  [0x00ad, "SHY"], [0x034f, "CGJ"], [0x061c, "ALM"], [0x115f, "HF"], [0x1160, "HF"], [0x180e, "MVS"],
  [0x200b, "ZWSP"], [0x200c, "ZWNJ"], [0x200d, "ZWJ"], [0x200e, "LRM"], [0x200f, "RLM"], [0x2028, "LS"], [0x2029, "PS"],
  [0x202a, "LRE"], [0x202b, "RLE"], [0x202c, "PDF"], [0x202d, "LRO"], [0x202e, "RLO"],
  [0x2060, "WJ"], [0x2061, "FA"], [0x2062, "IT"], [0x2063, "IS"], [0x2064, "IP"],
  [0x2066, "LRI"], [0x2067, "RLI"], [0x2068, "FSI"], [0x2069, "PDI"], [0x3164, "HF"], [0xfeff, "BOM"], [0xfff9, "IAA"], [0xfffa, "IAS"], [0xfffb, "IAT"],
]);

const candidates =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\u3164\ufeff\ufff9-\ufffb]|[\u{e0001}-\u{e007f}]/gu;

/** The signs of one line, in order. `text` is the line alone. */
export function signsOf(text: string): Sign[] {
  const signs: Sign[] = [];
  for (const match of text.matchAll(candidates)) {
    const code = match[0].codePointAt(0) ?? 0;
    const sign = signFor(text, match.index, code);
    if (sign !== null) signs.push({ at: match.index, length: match[0].length, sign });
  }
  return signs;
}

function signFor(text: string, at: number, code: number): string | null {
  if (code === 0x0d && at === text.length - 1) return "";
  if (code === 0x200c || code === 0x200d) return joinsNothing(text, at) ? (named.get(code) ?? null) : null;
  if (code >= 0xe0001) return tagsFlag(text, at) ? null : "TAG";
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "␡";
  return named.get(code) ?? `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** A joiner beside a space, an edge or an ASCII character shapes no letter and no emoji. */
function joinsNothing(text: string, at: number): boolean {
  const plain = (unit: string | undefined) => unit === undefined || unit <= "\u007f";
  return plain(text[at - 1]) || plain(text[at + 1]);
}

/** Tag characters after a black flag spell a region's flag. */
function tagsFlag(text: string, at: number): boolean {
  let from = at;
  while (from >= 2 && text.codePointAt(from - 2) !== undefined && (text.codePointAt(from - 2) ?? 0) >= 0xe0001) from -= 2;
  return text.codePointAt(from - 2) === 0x1f3f4;
}
