import { afterAll, describe, expect, it } from "vitest";
import { closeDatabase } from "../../lib/db/client";
import { scratchDatabase } from "../../lib/db/scratch";
import { env } from "../../lib/env";
import type { Command } from "./command";
import { commandLines, overviewLines } from "./help";
import { inputFor, required, requiredRole } from "./input";
import { commandIn, commands } from "./list";

const command: Command = {
  usage: "<file...> [--source NAME]",
  help: [],
  options: { source: { type: "string" }, set: { type: "string", multiple: true } },
  words: { least: 1, most: 2 },
  run: async () => ({ lines: [], json: null }),
};
const read = (...args: string[]) => inputFor("import", command, args);

describe("inputFor", () => {
  it("reads words, options and what every command takes", () => {
    const input = read("a.csv", "--source", "AWS", "--json", "--set", "a=1", "--set", "b=2");
    expect(input.words).toEqual(["a.csv"]);
    expect(input.text("source")).toBe("AWS");
    expect(input.texts("set")).toEqual(["a=1", "b=2"]);
    expect(input.has("json")).toBe(true);
    expect(input.has("help")).toBe(false);
  });

  it("refuses too few and too many words with the usage", () => {
    expect(() => read()).toThrow("Usage: outlay import <file...> [--source NAME]");
    expect(() => read("a", "b", "c")).toThrow("Usage");
  });

  it("refuses an option that there is not, and one without its value", () => {
    expect(() => read("a", "--sauce", "x")).toThrow("Unknown option '--sauce'. See: outlay import --help");
    expect(() => read("a", "--source")).toThrow("--source");
  });

  it("names what is missing and what a role may be", () => {
    expect(() => required(read("a"), "source", "AWS")).toThrow("--source is missing, such as --source AWS.");
    const input = inputFor("x", { ...command, options: { role: { type: "string" } } }, ["a", "--role", "boss"]);
    expect(() => requiredRole(input)).toThrow('--role is one of viewer, editor, admin; "boss" is not.');
  });
});

describe("commandIn", () => {
  it("finds commands of one and of two words", () => {
    expect(commandIn(["source", "add", "x"])).toMatchObject({ entry: { name: "source add" }, rest: ["x"] });
    expect(commandIn(["import", "x"])).toMatchObject({ entry: { name: "import" }, rest: ["x"] });
    expect(commandIn(["source"])).toBeNull();
  });

  it.each(commands)("has a $name that explains itself", async ({ load }) => {
    const { command: loaded } = await load();
    expect(loaded.help.join(" ").length).toBeGreaterThan(20);
  });

  it("sets every command apart from its summary, all summaries beneath each other", () => {
    const lines = overviewLines().filter((line) => /^ {2}\S/.test(line));
    expect(lines).toHaveLength(commands.length);
    expect(new Set(lines.map((line, index) => line.indexOf(`  ${commands[index]?.summary}`))).size).toBe(1);
    expect(lines.every((line) => /^ {2}\S+( \S+)? {2,}\S/.test(line))).toBe(true);
  });

  it.each(commands)("writes of $name in lines that fit, what options do beneath each other", async ({ name, load }) => {
    const lines = commandLines(name, (await load()).command);
    expect(lines.filter((line) => line.length > 120)).toEqual([]);
    for (const block of lines.join("\n").split("\n\n")) {
      const columns = [...block.matchAll(/^ {2}--.*?\S {2,}/gm)].map(([start]) => start.length);
      expect(new Set(columns).size, block).toBeLessThanOrEqual(1);
    }
    expect(lines.filter((line) => /^ {2}--\S+ [A-Z]+ [a-z]/.test(line))).toEqual([]);
  });
});

describe("commands about budgets", () => {
  afterAll(closeDatabase);

  const run = async (name: string, ...args: string[]) => {
    const found = commandIn(name.split(" "));
    if (!found) throw new Error(`There is no command ${name}.`);
    const { command: loaded } = await found.entry.load();
    const session = { env: env(), dataDir: "", now: new Date(), report: () => {} };
    return await loaded.run(inputFor(name, loaded, args), session);
  };

  it("set what a form sets, and say how somebody wants mails", async () => {
    await scratchDatabase();
    await run("budget add", "--name", "All", "--amount", "500", "--currency", "USD");
    const own = ["--name", "Part", "--currency", "USD", "--amount", "history of 3 periods + 10 %"];
    const more = ["--part-of", "All", "--exclude", "tax", "--exclude", "credits", "--escalation", "boss@example.com"];
    expect((await run("budget add", ...own, ...more)).json).toMatchObject({
      amount: { mode: "history", periods: 3, percent: "10" },
      includes: { credits: false, tax: false, refunds: true, support: true },
      parentId: expect.any(String),
      escalation: "boss@example.com",
    });
    await expect(run("budget add", ...own.with(1, "Odd"), "--exclude", "sweets")).rejects.toThrow("sweets");
    expect((await run("budget change", "Part", "--amount", "forecast - 5 %", "--pause")).json).toMatchObject({
      amount: { mode: "forecast", percent: "-5" },
      state: "paused",
    });

    const wanted = ["--digest", "8", "--quiet", "22-7", "--time-zone", "Europe/Berlin"];
    const { lines } = await run("mail preference", "ada@example.com", ...wanted);
    expect(lines).toEqual([
      "Mails to ada@example.com come once a day, at 8:00.",
      "It is quiet from 22:00 until 7:00.",
      "Hours are in Europe/Berlin; numbers and dates are written as in Outlay.",
    ]);
    const { json } = await run("mail preference", "ada@example.com", "--at-once", "--no-quiet");
    expect(json).toMatchObject({ digestHour: null, quietFrom: null, timeZone: "Europe/Berlin" });
    await expect(run("mail preference", "ada@example.com", "--digest", "25")).rejects.toThrow("from 0 to 23");
  });
});
