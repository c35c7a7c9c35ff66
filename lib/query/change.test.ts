import { describe, expect, it } from "vitest";
import { change } from "./change";

describe("a change", () => {
  it.each<[string, string | null, string | null, string, number | null, string]>([
    ["a rise", "100", "125", "25", 0.25, "up"],
    ["a fall", "100", "75", "-25", -0.25, "down"],
    ["nothing", "100", "100", "0", 0, "same"],
    ["nothing of nothing", null, null, "0", 0, "same"],
    ["a new name has no percentage", null, "7", "7", null, "new"],
    ["a zero has no percentage", "0", "7", "7", null, "new"],
    ["a name that is gone lost all", "7", null, "-7", -1, "gone"],
    ["a smaller credit is a rise", "-100", "-50", "50", 0.5, "up"],
    ["a larger credit is a fall", "-100", "-150", "-50", -0.5, "down"],
    ["a credit that became a cost has no percentage", "-10", "100", "110", null, "up"],
    ["a cost that became a credit has no percentage", "10", "-100", "-110", null, "down"],
    ["a credit that is gone", "-10", "0", "10", 1, "gone"],
    ["cents of millions", "1000000.01", "1000000.02", "0.01", 0, "up"],
    [
      "more digits than a float has",
      "0.00000000000000000001",
      "1.00000000000000000001",
      "1",
      100000000000000000000,
      "up",
    ],
  ])("%s", (_why, before, now, amount, ratio, kind) => {
    expect(change(before, now)).toEqual({ amount, ratio, kind });
  });
});
