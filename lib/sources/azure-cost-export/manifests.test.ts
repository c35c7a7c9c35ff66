import { describe, expect, it } from "vitest";
import { manifestsToRead } from "./manifests";

describe("the manifests worth reading", () => {
  it("are the newest of a date range, all of them where they are of one second", () => {
    const at = (run: string, second: number) => {
      const key = `focus/20261101-20261130/202611220000/${run}/manifest.json`;
      return [key, { key, bytes: 1, version: run, changedAt: new Date(1000 * second) }] as const;
    };
    const ids = ["c", "a", "b"].map((letter) => `${letter.repeat(8)}-0000-0000-0000-000000000000`);
    const [first = "", second = "", third = ""] = ids;
    const found = (...seconds: [number, number, number]) =>
      manifestsToRead(new Map([at(first, seconds[0]), at(second, seconds[1]), at(third, seconds[2])])).map(
        ({ version }) => version,
      );
    expect(found(7, 6, 5)).toEqual([first]);
    expect(found(5, 6, 7)).toEqual([third]);
    expect(found(5, 7, 7)).toEqual([second, third]);
  });
});
