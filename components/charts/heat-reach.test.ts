import { describe, expect, it } from "vitest";
import { dayBeside, reachOf } from "./heat-reach";

const days = (amounts: (number | null)[], unfinished = 0) =>
  amounts.map((amount, place) => ({
    day: `2026-06-${String(place + 1).padStart(2, "0")}`,
    amount: amount === null ? null : String(amount),
    unfinished: place >= amounts.length - unfinished,
  }));

describe("the scale of the heat map", () => {
  it.each([
    ["goes from the least to the most", days([3, 1, 2]), [1, 2]],
    ["leaves out a day of tax", days([...Array(30).fill(10), 900]), [10, 10]],
    ["leaves out days that still run", days([8, 9, 10, 0.5], 1), [8, 9]],
    ["has nothing but days that still run", days([4, 5], 2), [4, 4]],
    ["knows days without charges", days([null, 7, null]), [7, 7]],
    ["knows a period without any charges", days([null]), [0, 0]],
  ])("%s", (_why, entries, reach) => {
    expect(reachOf(entries)).toEqual(reach);
  });

  it("leads from day to day and from week to week by arrows alone", () => {
    expect(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"].map((key) => dayBeside("2026-03-01", key))).toEqual([
      "2026-02-28",
      "2026-03-02",
      "2026-02-22",
      "2026-03-08",
    ]);
    expect(dayBeside("2026-03-01", "Tab")).toBeNull();
  });
});
