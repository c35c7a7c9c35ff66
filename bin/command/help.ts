import type { Command } from "./command";
import { commands } from "./list";

const WIDEST = 120;

export function overviewLines(): string[] {
  const column = Math.max(...commands.map(({ name }) => name.length)) + 2;
  return [
    "Usage: outlay <command> [options]",
    "",
    ...commands.map(({ name, summary }) => `  ${name.padEnd(column)}${summary}`),
    "",
    "Every command takes --json (the answer for programs), --workspace demo and --help.",
    "It works whether or not Outlay runs: the database is started and stopped when that is needed.",
    "Inside a clone: npm run outlay -- <command>",
  ];
}

export function commandLines(name: string, { usage, help }: Command): string[] {
  return [...usageLines(`Usage: outlay ${name}`, usage), "", ...help];
}

/** What is in brackets stays on one line, and further lines begin beneath the first option. */
function usageLines(start: string, usage: string): string[] {
  const lines = [start];
  for (const part of usage.match(/(?:[[(<].*?[\])>](?:\.{3})?|\S)+(?: [A-Z]+\b)?/g) ?? []) {
    const longer = `${lines.at(-1)} ${part}`;
    if (longer.length <= WIDEST) lines[lines.length - 1] = longer;
    else lines.push(`${" ".repeat(start.length)} ${part}`);
  }
  return lines;
}
