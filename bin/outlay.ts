import { z } from "zod";
import { DomainError } from "../lib/errors";
import type { ImportRefusal } from "../lib/ledger/import-refusal";
import type { Command, Outcome, Session } from "./command/command";
import { commandLines, overviewLines } from "./command/help";
import { inputFor } from "./command/input";
import { commandIn } from "./command/list";
import { rejectionLines } from "./command/rejections";

/** Runs one command line and gives the exit code. */
export async function run(args: string[]): Promise<number> {
  const found = commandIn(args);
  if (!found) return print(args.includes("--json"), unknownCommand(args));
  const { entry, rest } = found;
  const asJson = rest.includes("--json");
  try {
    const { command } = await entry.load();
    const input = inputFor(entry.name, command, rest);
    if (input.has("help")) return print(false, { lines: commandLines(entry.name, command), json: null });
    return print(asJson, await outcomeOf(entry.name, command, (session) => command.run(input, session)));
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return printRefusal(asJson, refusal);
  }
}

async function outcomeOf(name: string, { withoutDatabase }: Command, work: (session: Session) => Promise<Outcome>) {
  const now = new Date();
  if (withoutDatabase) return await work({ now } as Session);
  // The help needs no database client, which is the largest part of us.
  const { withSession } = await import("./command/session");
  return await withSession(name, now, work);
}

function unknownCommand(args: string[]): Outcome {
  const [first] = args.filter((arg) => !arg.startsWith("-"));
  const isHelp = first === undefined || first === "help";
  const lines = isHelp ? overviewLines() : [`There is no command ${first}.`, "", ...overviewLines()];
  return { lines, json: { error: lines[0] }, exitCode: isHelp ? 0 : 1 };
}

/** Input that does not fit its schema is the user's to put right, like any refusal. */
function refusalOf(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  if (!(error instanceof z.ZodError)) return null;
  return new DomainError("invalid", error.issues.map(({ message }) => message).join("\n"), { cause: error });
}

function print(asJson: boolean, { lines, json, exitCode = 0, isSilent }: Outcome): number {
  if (isSilent) return exitCode;
  process.stdout.write(`${asJson ? JSON.stringify(json, null, 2) : lines.join("\n")}\n`);
  return exitCode;
}

/** Programs find the refusal on standard output, people on standard error. */
function printRefusal(asJson: boolean, error: DomainError): number {
  const { rejected = [], rejectedCount = 0 } = error as Partial<ImportRefusal>;
  if (asJson) {
    const detail = rejectedCount > 0 ? { rejected, rejectedCount } : {};
    process.stdout.write(
      `${JSON.stringify({ error: { code: error.code, message: error.message, ...detail } }, null, 2)}\n`,
    );
  } else {
    const lines = [error.message, ...rejectionLines(error.message, rejected, rejectedCount)];
    process.stderr.write(`${lines.join("\n")}\n`);
  }
  return 1;
}
