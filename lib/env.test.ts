import { describe, expect, it } from "vitest";
import { readEnv } from "./env";

describe("readEnv", () => {
  it("has a default for everything that a first start needs", () => {
    expect(readEnv({})).toMatchObject({
      env: { PORT: 3000, HOST: "127.0.0.1", OUTLAY_DATA_DIR: ".outlay", LOG_LEVEL: "info" },
    });
  });

  it("treats an empty variable as one that is not set", () => {
    expect(readEnv({ PORT: "", DATABASE_URL: "" })).toEqual(readEnv({}));
  });

  it.each([
    ["PORT", "web"],
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "80.5"],
    ["HOST", "http://127.0.0.1"],
    ["OUTLAY_URL", "costs.internal"],
    ["OUTLAY_URL", "ftp://outlay.example.com"],
    ["DATABASE_URL", "localhost:5432"],
    ["DATABASE_URL", "mysql://root@localhost/outlay"],
    ["DATABASE_URL", "postgresql://user:pass word@:bad/db"],
    ["DATABASE_URL", "postgresql://user@localhost"],
    ["OUTLAY_SECRET", "too short"],
    ["OUTLAY_DEMO", "yes"],
    ["SMTP_URL", "mail.example.com"],
    ["SMTP_URL", "https://mail.example.com"],
    ["MAIL_FROM", "nobody in particular"],
    ["MAIL_FROM", "a@b.example, c@d.example"],
    ["OUTLAY_WATCH_DIRS", "a/relative/path"],
    ["OUTLAY_WATCH_DIRS", "/srv/bills:exports"],
    ["LOG_LEVEL", "loud"],
  ])("names %s when it is %s, in one sentence and without the value", (name, value) => {
    const read = readEnv({ MAIL_FROM: "outlay@example.com", [name]: value });
    if ("env" in read) throw new Error("accepted");
    expect(read.problems).toEqual([{ name, message: expect.stringMatching(/^must .*\.$/) }]);
    expect(read.problems[0]?.message).not.toContain(value);
  });

  it("names each of several bad variables", () => {
    const read = readEnv({ PORT: "x", LOG_LEVEL: "y" });
    expect("problems" in read && read.problems.map(({ name }) => name).sort()).toEqual(["LOG_LEVEL", "PORT"]);
  });

  it("wants a sender where there is a mail server", () => {
    const read = readEnv({ SMTP_URL: "smtps://user:secret@mail.example.com" });
    expect(read).toEqual({ problems: [{ name: "MAIL_FROM", message: "must be set together with SMTP_URL." }] });
    expect(readEnv({ SMTP_URL: "smtp://localhost:25", MAIL_FROM: "Outlay <outlay@example.com>" })).toHaveProperty(
      "env",
    );
  });

  it("wants the first administrator's e-mail and password together", () => {
    const read = readEnv({ OUTLAY_ADMIN_EMAIL: "ann@example.com" });
    expect(read).toEqual({
      problems: [{ name: "OUTLAY_ADMIN_PASSWORD", message: "must be set together with OUTLAY_ADMIN_EMAIL." }],
    });
  });

  it("cuts the slash that would double in links", () => {
    const read = readEnv({ OUTLAY_URL: "https://outlay.example.com/" });
    expect("env" in read && read.env.OUTLAY_URL).toBe("https://outlay.example.com");
  });
});
