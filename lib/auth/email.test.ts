import { expect, it } from "vitest";
import { Email } from "./email";

it.each([
  ["  Ann.Lee+cloud@Example.COM ", "ann.lee+cloud@example.com"],
  ["a@b.co", "a@b.co"],
])("%j is %s", (typed, address) => {
  expect(Email.parse(typed)).toBe(address);
});

it.each([
  "a@b.co,c@d.co",
  "a@b.co;c@d.co",
  "a@b.co c@d.co",
  "Ann <a@b.co>",
  '"a,b"@c.co',
  "a@b.co\r\nBcc: c@d.co",
  "a@b.co\0",
  "a@b",
  "a@@b.co",
  "@b.co",
  "\u0430@b.co",
  "",
  `${"a".repeat(250)}@b.co`,
])("%j is refused", (typed) => {
  expect(Email.safeParse(typed).success).toBe(false);
});

it.each([[{}], [[]], [["a@b.co"]], [null], [7]])("%j is not an address", (typed) => {
  expect(Email.safeParse(typed).success).toBe(false);
});
