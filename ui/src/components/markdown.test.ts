import { describe, expect, it } from "vitest";
import { readMarkdown } from "./markdown";

describe("readMarkdown", () => {
  it("reads headings, paragraphs and lists", () => {
    expect(readMarkdown("# Title\nFirst\nline.\n\n- one\n- two\n  more\n\n1. a")).toEqual([
      { kind: "heading", level: 1, inlines: [{ text: "Title", look: "plain" }] },
      { kind: "paragraph", inlines: [{ text: "First line.", look: "plain" }] },
      { kind: "list", ordered: false, items: [[{ text: "one", look: "plain" }], [{ text: "two more", look: "plain" }]] },
      { kind: "list", ordered: true, items: [[{ text: "a", look: "plain" }]] },
    ]);
  });
  it("reads looks, and leaves names with underscores alone", () => {
    expect(readMarkdown("**Mark** *all* of `it` in snake_case_name")).toEqual([
      {
        kind: "paragraph",
        inlines: [
          { text: "Mark", look: "strong" }, { text: " ", look: "plain" }, { text: "all", look: "emphasis" },
          { text: " of ", look: "plain" }, { text: "it", look: "code" }, { text: " in snake_case_name", look: "plain" },
        ],
      },
    ]);
  });
  it("keeps markup as text", () => {
    expect(readMarkdown("<script>x</script>")).toEqual([{ kind: "paragraph", inlines: [{ text: "<script>x</script>", look: "plain" }] }]);
  });
  it("keeps code as it is, also unclosed", () => {
    expect(readMarkdown("```\n# no\n\nheading")).toEqual([{ kind: "code", text: "# no\n\nheading" }]);
  });
});
