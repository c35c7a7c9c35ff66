import { env } from "./env";

const levels = ["debug", "info", "warn", "error"] as const;
type Level = (typeof levels)[number];
type Facts = Record<string, string | number | boolean | null>;

/** One line of JSON a happening, on standard error; LOG_LEVEL says from which level on. */
export function log(level: Level, text: string, facts: Facts = {}): void {
  if (levels.indexOf(level) < levels.indexOf(env().LOG_LEVEL)) return;
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, text, ...facts })}\n`);
}

/** A bug, with its stack and its causes. Never a request's body or headers: they may hold secrets. */
export function logError(error: unknown, facts: Facts = {}): void {
  log("error", textOf(error), { ...facts, stack: stackOf(error) });
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const cause = error.cause === undefined ? "" : `\ncaused by ${stackOf(error.cause) || textOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
