import { describe, expect, it } from "vitest";
import { signsOf } from "./invisible";

const show = (text: string) => signsOf(text).map((sign) => `${sign.at}+${sign.length}:${sign.sign}`);

describe("signsOf", () => {
  it("shows what hides in a text", () => {
    expect(show("a\u200bb\u202ec\u0007")).toEqual(["1+1:ZWSP", "3+1:RLO", "5+1:␇"]);
  });
  it("keeps the carriage return of a line's end quiet, and shows a lone one", () => {
    expect(show("a\r")).toEqual(["1+1:"]);
    expect(show("a\rb")).toEqual(["1+1:␍"]);
  });
  it("leaves joiners that shape emoji or letters alone", () => {
    expect(show("👩‍🚀 می‌خواهم 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}")).toEqual([]);
    expect(show("a\u200db x\u{e0041}")).toEqual(["1+1:ZWJ", "5+2:TAG"]);
  });
});
