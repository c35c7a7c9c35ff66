import type { Scope } from "../../lib/auth/scope";
import { DomainError } from "../../lib/errors";
import { adviceStartingWith } from "../../lib/rightsizing/list/advice-list";

/** The recommendation whose id begins like this, as lists show it. */
export async function adviceId(scope: Scope, start: string): Promise<string> {
  const [first, second] = await adviceStartingWith(scope, start);
  if (!first) throw new DomainError("not_found", `No recommendation has an id that begins with ${start}.`);
  if (second) throw new DomainError("invalid", `Several recommendations have an id that begins with ${start}.`);
  return first;
}
