/** What the Review screen shows when nothing is waiting. */

import { cleanup, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, it, vi } from "vitest";
import { desk } from "../../state/review.svelte";
import { refreshSession } from "../../state/session.svelte";
import Review from "./Review.svelte";

const asked: string[] = [];
vi.mock("../../ipc/bridge", async () => {
  const { answer } = await import("../../../dev/fake-program");
  return {
    hear: () => Promise.resolve(() => undefined),
    send: (command: string, request: unknown) => {
      asked.push(command);
      return Promise.resolve(command === "open_review" ? null : structuredClone(answer(command, request)));
    },
  };
});
afterEach(cleanup);

it("says so, and stays there when the counts come in", async () => {
  await refreshSession();
  render(Review);
  await screen.findByText("All done");
  await waitFor(() => expect(asked.filter((command) => command === "project_info").length).toBeGreaterThan(1));
  await new Promise((done) => setTimeout(done, 30));
  expect(desk.phase).toBe("done");
  expect(asked.filter((command) => command === "open_review").length).toBe(1);
  expect(screen.getByText(/you have reviewed 12 of your 50 items/)).toBeTruthy();
});
