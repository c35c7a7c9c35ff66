import { RowScope } from "../auth/row-scope";
import type { Scope } from "../auth/scope";
import { rowsOf, sql } from "../db/sql";
import { settingsList } from "./settings/settings";

/** Whether somebody may get letters: with the part of the bill that they may see, or why not. */
export type Reader = { rows: Scope["rows"]; refusal: null } | { refusal: string };

const NO_MEMBER =
  "This address is no member of the workspace. An admin may allow it, or its domain, in the rules of savings.";
const REMOVED = "The access of this address was removed.";

type Known = { email: string; rows: unknown; reads: boolean };

/**
 * Anybody may write an address into a tag. Letters go to members, with what they may see, and to addresses and domains
 * that an admin allowed.
 */
export async function letterReaders(scope: Scope): Promise<(address: string) => Reader> {
  const known = await rowsOf<Known>(sql`
    select person.email, membership.rows, membership.user_id is not null and person.disabled_at is null as reads
    from app_user person
    left join membership on membership.user_id = person.id and membership.workspace_id = ${scope.workspaceId}::uuid`);
  const people = new Map(known.map((person) => [person.email, person]));
  const [own] = await settingsList(scope);
  const allowed = new Set(own?.letters ?? []);
  return (address) => {
    const person = people.get(address);
    if (!person) {
      const domain = address.slice(address.lastIndexOf("@"));
      return allowed.has(address) || allowed.has(domain) ? { rows: null, refusal: null } : { refusal: NO_MEMBER };
    }
    const rows = RowScope.nullable().safeParse(person.rows);
    return person.reads && rows.success ? { rows: rows.data, refusal: null } : { refusal: REMOVED };
  };
}
