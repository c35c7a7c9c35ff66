import { parseArgs } from "node:util";
import { type Role, roles } from "../../lib/auth/scope";
import { DomainError } from "../../lib/errors";
import type { Command, Input } from "./command";

const everywhere = {
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  workspace: { type: "string" },
} as const;

/** Reads what was typed; what does not fit is refused with the usage. */
export function inputFor(
  name: string,
  { options = {}, words = { least: 0, most: 0 }, usage }: Command,
  args: string[],
): Input {
  const { values, positionals } = parsed(name, { ...everywhere, ...options }, args);
  const count = positionals.length;
  if (values.help !== true && (count < words.least || count > words.most)) {
    throw new DomainError("invalid", `Usage: outlay ${name} ${usage}`);
  }
  const texts = (option: string) => [values[option] ?? []].flat().filter((value) => typeof value === "string");
  return { words: positionals, texts, text: (option) => texts(option)[0], has: (option) => values[option] === true };
}

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

function parsed(name: string, options: NonNullable<Command["options"]>, args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    return { values: values as Values, positionals };
  } catch (error) {
    const message = (error as Error).message.replace(/\. To specify a positional.*/s, "");
    throw new DomainError("invalid", `${message}. See: outlay ${name} --help`);
  }
}

/** The text of an option that the command cannot do without. */
export function required(input: Input, option: string, example: string): string {
  const text = input.text(option)?.trim();
  if (text) return text;
  throw new DomainError("invalid", `--${option} is missing, such as --${option} ${example}.`);
}

export function requiredRole(input: Input): Role {
  const text = required(input, "role", "viewer");
  const role = roles.find((name) => name === text);
  if (role) return role;
  throw new DomainError("invalid", `--role is one of ${roles.join(", ")}; "${text}" is not.`);
}
