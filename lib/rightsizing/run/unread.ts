import { type Sql, sql } from "../../db/sql";
import { textOf } from "./text-of";

/** What a source was not read of; what is null stands for all of them. */
export type Unread = {
  source: string;
  account: string | null;
  region: string | null;
  /** Of resources, or of advice where a source gives advice by its kind. */
  kind: string | null;
  action: string | null;
  resource: string | null;
  /** Why not, and what to do about it. */
  why?: string;
  step?: string | null;
};

/** Nothing of a source, or of what is named of it. */
export const unread = (source: string, part: Partial<Unread> = {}): Unread => ({
  source,
  account: null,
  region: null,
  kind: null,
  action: null,
  resource: null,
  ...part,
});

/** True of advice that a run may have missed for want of reading: that it was not seen says nothing. */
export const isUnread = (failed: readonly Unread[]): Sql => sql`exists (select ${unreadOf(failed)})`;

/** Why the row `advice` was not read, as { why, step }. */
export const whyUnread = (failed: readonly Unread[]): Sql => sql`(
  select jsonb_build_object('why', coalesce(why, ${UNTOLD}), 'step', step) ${unreadOf(failed)} limit 1)`;

const UNTOLD = "It could not be read.";

function unreadOf(failed: readonly Unread[]): Sql {
  return sql`
    from jsonb_to_recordset(${textOf(failed)}::jsonb)
      as unread (source text, account text, region text, kind text, action text, resource text, why text, step text)
    where unread.source = advice.source
      and (unread.account is null or unread.account = advice.account)
      and (unread.region is null or unread.region = advice.region)
      and (unread.kind is null or unread.kind = advice.kind)
      and (unread.action is null or unread.action = advice.action)
      and (unread.resource is null or unread.resource = advice.resource_id)`;
}
