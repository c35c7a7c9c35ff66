import type { Scope } from "../../auth/scope";

/** Whose it is: a person keeps what is theirs when their address changes; a token has its name alone. */
export function ownerOf({ userId, actor }: Scope): string {
  return userId ?? `token:${actor}`;
}
