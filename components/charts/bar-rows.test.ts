import { describe, expect, it } from "vitest";
import { barRows } from "./bar-rows";
import { flagsOf } from "./marks";
import { longestFitting } from "./text";

const widest = { names: 240, amount: 96, row: 26 };

describe("the rows of bars", () => {
  it("stand between name and amount where there is room", () => {
    const { left, span, bar, words } = barRows(1000, widest);
    expect([left, left + span <= 1000 - 96, bar.middle]).toEqual([252, true, words]);
  });

  it("have a line of their own on a phone, as wide as it is", () => {
    const { left, span, name, words, bar } = barRows(358, widest);
    expect([left, span]).toEqual([0, 357]);
    expect(name.width + 96).toBeLessThan(358);
    expect(bar.y).toBeGreaterThan(words);
  });
});

describe("the flags of a chart", () => {
  it("stand at their days, and beside one another where days are close", () => {
    expect(flagsOf([10, undefined, 100, 104, 110])).toEqual([10, undefined, 100, 117, 134]);
  });
});

describe("words of which the first that fits is written", () => {
  it("are never cut", () => {
    expect(longestFitting(["$8,831.67  3.7 %", "$8,831.67", "$8.83K"], 70)).toBe("$8,831.67");
    expect(longestFitting(["$8,831.67", "$8.83K"], 10)).toBe("");
  });
});
