/** Who sits at the desk: a new name, someone known, and someone known who does not review here. */

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { last, program } from "../../dev/answers";
import type { ProjectInfo } from "../ipc/contract";
import { session } from "../state/session.svelte";
import WhoReviews from "./WhoReviews.svelte";

vi.mock("../ipc/bridge", async () => import("../../dev/answers"));

const info: ProjectInfo = { name: "cup", path: "/cup.touchstone", blind: true, role: "lead", reviewer: null, reviewers: [], items: 20, warning: null };
const refused = { code: "reviewer_not_active", message: "“Ada” is known to this project but does not review here.", hint: "The lead can let you review here.", detail: null };

async function type(name: string) {
  await fireEvent.input(screen.getByRole("textbox"), { target: { value: name } });
  await fireEvent.click(screen.getByRole("button", { name: "Start" }));
}
beforeEach(() => {
  program.asked.length = 0;
  session.project = info;
  program.answers = {
    add_reviewer: () => { throw refused; },
    list_reviewers: () => [{ id: "r1", name: "Ada", active: false, done: 3, of: 20 }],
    set_reviewer_active: () => ({ ...info, reviewers: [{ id: "r1", name: "Ada", done: 3, of: 20 }] }),
    switch_reviewer: () => ({ ...info, role: "reviewer", reviewer: { id: "r1", name: "Ada", done: 3, of: 20 } }),
  };
});
afterEach(cleanup);

describe("Who reviews?", () => {
  it("tells why a name that came with a file is refused, and lets the lead take it up", async () => {
    let done = false;
    render(WhoReviews, { reviewers: [], ondone: () => (done = true) });
    await type("ada");
    await screen.findByText(refused.message);
    await fireEvent.click(screen.getByRole("button", { name: "Let ada review here" }));
    await waitFor(() => expect(done).toBe(true));
    expect(last("set_reviewer_active")).toEqual({ reviewer: "r1", active: true });
    expect(last("switch_reviewer")).toEqual({ reviewer: "r1" });
    expect((await axe.run(document.body, { rules: { region: { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);
  });
  it("offers a reviewer no way around the lead", async () => {
    session.project = { ...info, role: "reviewer" };
    render(WhoReviews, { reviewers: [] });
    await type("Ada");
    await screen.findByText(refused.hint);
    expect(screen.queryByRole("button", { name: /Let/ })).toBeNull();
  });
});
