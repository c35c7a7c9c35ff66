import { expect, it } from "vitest";
import { bytes } from "./bytes";

it.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1000, "1.0 kB"],
  [1_440_000, "1.4 MB"],
  [25_000_000_000, "25.0 GB"],
  [4e13, "40000.0 GB"],
])("%d reads as %s", (size, text) => expect(bytes(size)).toBe(text));
