import { expect, test, vi } from "vitest";
import { ApiUnavailableError } from "./api-unavailable";
import { soonOrNull } from "./soon-or-null";

test("what comes in time is given on", async () => {
  expect(await soonOrNull(Promise.resolve("sun"), 1_000)).toBe("sun");
});

test("what does not come in time is nothing", async () => {
  expect(await soonOrNull(new Promise(() => {}), 1)).toBeNull();
});

test("what fails is nothing, and is told unless the API is merely away", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  expect(await soonOrNull(Promise.reject(new ApiUnavailableError("away")), 1_000)).toBeNull();
  expect(told).not.toHaveBeenCalled();
  expect(await soonOrNull(Promise.reject(new Error("a bug")), 1_000)).toBeNull();
  expect(told).toHaveBeenCalledOnce();
  told.mockRestore();
});
