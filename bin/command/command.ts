import type { ParseArgsConfig } from "node:util";
import type { Env } from "../../lib/env";
import type { ImportProgress } from "../../lib/ledger/import-outcome";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** What was typed after the command's name. */
export type Input = {
  words: string[];
  text: (option: string) => string | undefined;
  texts: (option: string) => string[];
  has: (option: string) => boolean;
};

/** What a command may use of the world. */
export type Session = {
  env: Env;
  dataDir: string;
  now: Date;
  /** Shows on the console how far long work is. */
  report: (progress: ImportProgress) => void;
};

/** Lines for people, and the same as one value for programs. */
export type Outcome = {
  lines: string[];
  json: unknown;
  exitCode?: number;
  /** Standard output holds what was asked for already. */
  isSilent?: true;
};

export type Command = {
  /** What follows the name, such as "<file...> [--source NAME]". */
  usage: string;
  /** Paragraphs of the command's help. */
  help: string[];
  options?: Options;
  /** How many words besides options it takes, at least and at most. */
  words?: { least: number; most: number };
  /** A command that looks at a broken installation opens nothing before it runs. */
  withoutDatabase?: true;
  run: (input: Input, session: Session) => Promise<Outcome>;
};
