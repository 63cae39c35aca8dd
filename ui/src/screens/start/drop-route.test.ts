import { describe, expect, it } from "vitest";
import { routeOf } from "./drop-route";

describe("routeOf", () => {
  it("opens one project, whatever the case of its ending", () => {
    expect(routeOf(["/a/Cup.Touchstone"])).toEqual({ to: "open", path: "/a/Cup.Touchstone" });
    expect(routeOf(["/a/Ada.touchstone-packet"])).toEqual({ to: "open", path: "/a/Ada.touchstone-packet" });
  });
  it("imports everything else together", () => {
    expect(routeOf(["/a/x.csv", "/a/texts"])).toEqual({ to: "import", files: ["/a/x.csv", "/a/texts"] });
  });
  it("refuses two projects, a mixture and nothing, each with a cure", () => {
    for (const paths of [["/a.touchstone", "/b.touchstone"], ["/a.touchstone", "/b.csv"], []]) {
      const route = routeOf(paths);
      expect(route.to).toBe("nowhere");
      expect(route.to === "nowhere" && route.sentence.length).toBeGreaterThan(30);
    }
  });
});
