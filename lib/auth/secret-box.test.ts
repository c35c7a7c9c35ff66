import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { DomainError } from "../errors";
import { seal, unseal } from "./secret-box";

const here = randomUUID();
const elsewhere = randomUUID();

beforeEach(() => {
  process.env.OUTLAY_SECRET = "a secret of this installation, long enough";
});

describe("a sealed credential", () => {
  it("opens in its place, whatever it holds", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        (text) => unseal(here, "sealed", seal(here, "sealed", text)) === text,
      ),
    );
  });

  it("never looks the same twice, and holds nothing readable", () => {
    const [one, two] = [seal(here, "sealed", "AKIAEXAMPLE"), seal(here, "sealed", "AKIAEXAMPLE")];
    expect(Buffer.from(one).equals(two)).toBe(false);
    expect(Buffer.from(one).includes("AKIAEXAMPLE")).toBe(false);
  });

  it.each([
    ["in another workspace", elsewhere, "sealed"],
    ["in another field", here, "other"],
  ])("does not open %s", (_where, workspace, field) => {
    const sealed = seal(here, "sealed", "text");
    expect(() => unseal(workspace, field, sealed)).toThrow(/damaged or was moved/);
  });

  it("does not open after any single byte was changed", () => {
    const sealed = seal(here, "sealed", "text");
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Uint8Array.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ change;
        expect(() => unseal(here, "sealed", changed)).toThrow(DomainError);
      }),
    );
  });

  it("does not open when it was cut short", () => {
    const sealed = seal(here, "sealed", "text");
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), (length) => {
        expect(() => unseal(here, "sealed", sealed.subarray(0, length))).toThrow(DomainError);
      }),
    );
  });

  it("says that the secret changed when it did", () => {
    const sealed = seal(here, "sealed", "text");
    process.env.OUTLAY_SECRET = "another secret, of the same good length!";
    expect(() => unseal(here, "sealed", sealed)).toThrow(/secret of this installation has changed/);
  });
});
