import { expect, it } from "vitest";
import { unitText } from "./usage-text";

it.each([
  [14.5, "%", "14.5 %"],
  [2600, "Mbit/s", "2.6 Gbit/s"],
  [0.002, "Gbit/s", "2 Mbit/s"],
  [14_400, "a second", "14,400 a second"],
  [77.6, "a second", "77.6 a second"],
  [3.2 * 1024 ** 3, "bytes", "3.2 GiB"],
  [0, "Mbit/s", "0 bit/s"],
  [11.44, "MiB a second", "11.4 MiB a second"],
])("%s %s reads as %s", (value, unit, text) => {
  expect(unitText(value, unit)).toBe(text);
});
