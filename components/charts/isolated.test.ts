import { expect, it } from "vitest";
import { isolatedOf, shownOf } from "./isolated";

const series = [{ id: "a" }, { id: "b" }];

it("shows one series alone, and all of them where another answer has not that one", () => {
  expect(shownOf(series, isolatedOf(series, "b"))).toEqual([{ id: "b" }]);
  expect(shownOf(series, isolatedOf(series, null))).toBe(series);
  expect(shownOf(series, isolatedOf(series, "of the answer before"))).toBe(series);
});
