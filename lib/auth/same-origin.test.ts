import { describe, expect, it } from "vitest";
import { isSameOrigin } from "./same-origin";

const host = "127.0.0.1:3000";
const own = "http://127.0.0.1:3000";

describe("without a public address, the host that was asked counts", () => {
  it.each([
    ["our own page", { origin: own, site: "same-origin", host }, true],
    ["our own page in a browser that does not say more", { origin: own, site: null, host }, true],
    ["another site", { origin: "https://evil.example", site: "cross-site", host }, false],
    ["another site that hides", { origin: "null", site: "cross-site", host }, false],
    ["a sandboxed frame", { origin: "null", site: null, host }, false],
    ["nobody", { origin: null, site: null, host }, false],
    ["a typed address without origin", { origin: null, site: "none", host }, false],
    ["another port", { origin: "http://127.0.0.1:3001", site: "same-site", host }, false],
    [
      "a sibling of the same site",
      { origin: "http://other.example", site: "same-site", host: "outlay.example" },
      false,
    ],
    ["an origin with a path", { origin: `${own}/`, site: "same-origin", host }, false],
  ])("%s: %j is %s", (_who, sender, isOurs) => {
    expect(isSameOrigin(sender, undefined)).toBe(isOurs);
  });
});

describe("with a public address, that alone counts", () => {
  it.each([
    ["https://outlay.example", true],
    ["http://outlay.example", false],
    ["https://outlay.example:8443", false],
    ["https://outlay.example.evil.example", false],
    ["http://127.0.0.1:3000", false],
  ])("%s is %s", (origin, isOurs) => {
    expect(isSameOrigin({ origin, site: "same-origin", host }, "https://outlay.example")).toBe(isOurs);
  });
});
