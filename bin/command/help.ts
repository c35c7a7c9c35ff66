import type { Command } from "./command";
import { commands } from "./list";

const COLUMN = 16;

export function overviewLines(): string[] {
  return [
    "Usage: outlay <command> [options]",
    "",
    ...commands.map(({ name, summary }) => `  ${name.padEnd(COLUMN)}${summary}`),
    "",
    "Every command takes --json (the answer for programs), --workspace demo and --help.",
    "It works whether or not Outlay runs: the database is started and stopped when that is needed.",
    "Inside a clone: npm run outlay -- <command>",
  ];
}

export function commandLines(name: string, { usage, help }: Command): string[] {
  return [`Usage: outlay ${name} ${usage}`.trimEnd(), "", ...help];
}
