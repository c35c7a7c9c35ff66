import { describe, expect, it } from "vitest";
import type { Command } from "./command";
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
});
