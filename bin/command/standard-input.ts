import { text } from "node:stream/consumers";
import { DomainError } from "../../lib/errors";

/** All of standard input; a terminal has nothing prepared, and what is typed there would be seen. */
export async function standardInput(): Promise<string> {
  if (process.stdin.isTTY) throw new DomainError("invalid", "Nothing is piped into standard input.");
  return await text(process.stdin);
}
