import { describe, expect, it } from "vitest";
import { isPassword, NewPassword, passwordHash, passwordProblem } from "./password";

describe("a stored password", () => {
  it("is recognised, also when it is typed in another Unicode form, and nothing else is", async () => {
    const stored = await passwordHash("pa\u00dfwort \u00e9t\u00e9 1234");
    expect(stored).toMatch(/^scrypt\$131072\$8\$1\$/);
    expect(await isPassword("pa\u00dfwort e\u0301te\u0301 1234", stored)).toBe(true);
    expect(await isPassword("pa\u00dfwort \u00e9t\u00e9 1235", stored)).toBe(false);
    expect(await isPassword("", stored)).toBe(false);
  });

  it("has a salt of its own", async () => {
    expect(await passwordHash("the same words")).not.toBe(await passwordHash("the same words"));
  });

  it("that does not exist is never right", async () => {
    expect(await isPassword("anything at all", null)).toBe(false);
  });
});

it("answers every one of many sign-ins at once, a few at a time", async () => {
  const stored = await passwordHash("correct horse battery");
  const tries = Array.from({ length: 8 }, (_, at) => isPassword(at % 2 ? "correct horse battery" : "wrong", stored));
  expect(await Promise.all(tries)).toEqual([false, true, false, true, false, true, false, true]);
});

describe("a new password", () => {
  it.each([
    ["ann@example.com", "Do not use your e-mail address"],
    ["ANN@example.COM", "Do not use your e-mail address"],
    ["aaaaaaaaaaaa", "more than a few different characters"],
  ])("%s is refused with a reason", (password, reason) => {
    expect(passwordProblem(password, "ann@example.com")).toContain(reason);
  });

  it("needs twelve characters", () => {
    expect(NewPassword.safeParse("eleven chars".slice(0, 11)).error?.issues[0]?.message).toMatch(/at least 12/);
    expect(passwordProblem("correct horse battery", "ann@example.com")).toBeNull();
  });
});
