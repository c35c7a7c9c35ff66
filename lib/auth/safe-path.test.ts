import fc from "fast-check";
import { expect, it } from "vitest";
import { safePath } from "./safe-path";

it.each([
  ["/explore?groupBy=service", "/explore?groupBy=service"],
  ["/sources/runs/1", "/sources/runs/1"],
  ["/", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["/\n//evil.example", "/"],
  ["/x/..//evil.example", "/"],
  ["https://evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/api/auth/signout", "/"],
  ["/sign-in?returnTo=/sign-in", "/"],
  ["", "/"],
  [["/a", "/b"], "/"],
  [undefined, "/"],
])("%j leads to %s", (wanted, path) => {
  expect(safePath(wanted)).toBe(path);
});

it("never leads to another host, and is stable", () => {
  const alphabet = fc.constantFrom("/", "\\", ".", ":", "@", "\t", "\n", "%2f", "%5c", "?", "#", "a", "evil.example");
  fc.assert(
    fc.property(fc.array(alphabet, { maxLength: 12 }), (parts) => {
      const path = safePath(parts.join(""));
      expect(new URL(path, "https://outlay.example").origin).toBe("https://outlay.example");
      expect(safePath(path)).toBe(path);
    }),
  );
});
