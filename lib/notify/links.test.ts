import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { linkClaims, linkPurposes, signedLink } from "./links";

const now = new Date("2026-11-20T10:00:00Z");
const asked = {
  purpose: "snooze",
  alertId: "0b0e7d54-9a3c-4a5e-9b0a-1f5f6f2f7a11",
  recipient: "ada@example.com",
} as const;
const tokenOf = (link: string) => link.slice(link.lastIndexOf("/") + 1);

beforeAll(() => {
  vi.stubEnv("OUTLAY_SECRET", "a secret of thirty-two characters or more");
  vi.stubEnv("OUTLAY_URL", "https://outlay.example.com/");
});
afterAll(() => {
  vi.unstubAllEnvs();
});

describe("a link in a mail", () => {
  it("says what it does, for which alert and reader, under the address people use", () => {
    for (const purpose of linkPurposes) {
      const link = signedLink({ ...asked, purpose }, now);
      expect(link).toMatch(/^https:\/\/outlay\.example\.com\/mail\/[\w-]+\.[\w-]+$/);
      expect(linkClaims(tokenOf(link), now)).toMatchObject({ ...asked, purpose });
    }
  });

  it("is over after sixty days", () => {
    const token = tokenOf(signedLink(asked, now));
    expect(linkClaims(token, new Date("2027-01-19T09:59:59Z"))).toMatchObject(asked);
    expect(() => linkClaims(token, new Date("2027-01-19T10:00:01Z"))).toThrow("over");
  });

  it("does nothing once a single character of it is another", () => {
    const token = tokenOf(signedLink(asked, now));
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(..."ABCabc019-_."), (at, letter) => {
        fc.pre(token[at] !== letter && at !== token.length - 1);
        expect(() => linkClaims(token.slice(0, at) + letter + token.slice(at + 1), now)).toThrow("changed");
      }),
    );
  });

  it("cannot be made without the secret of this installation", () => {
    const body = Buffer.from(JSON.stringify({ ...asked, expires: 2e9 })).toString("base64url");
    for (const token of ["", ".", "x", `${body}.`, `${body}.${"A".repeat(43)}`, `${body}.x.y`]) {
      expect(() => linkClaims(token, now)).toThrow("changed");
    }
    const token = tokenOf(signedLink(asked, now));
    vi.stubEnv("OUTLAY_SECRET", "another secret of thirty-two characters");
    expect(() => linkClaims(token, now)).toThrow("changed");
    vi.stubEnv("OUTLAY_SECRET", "a secret of thirty-two characters or more");
  });
});
