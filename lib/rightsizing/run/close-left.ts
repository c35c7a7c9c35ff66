import type { Scope } from "../../auth/scope";
import { rowsOf, type Sql, sql } from "../../db/sql";
import type { Run } from "../../db/transaction";
import { changingAdvice } from "../changing-advice";
import { OURS } from "../words";
import type { Tally } from "./readers";
import { textOf } from "./text-of";
import { isUnread } from "./unread";

/** What is asked for account by account, in the regions of the settings; other lists are of the whole organisation. */
const BY_PLACE = "compute-optimizer";

type Left = { kinds: string[]; startedAt: Date; now: Date };
type Closed = { id: string; account: string | null; region: string | null };

/** Closes what is open in accounts and regions that the settings do not name any more: nobody will look there again. */
export async function closeLeft(
  scope: Scope,
  { places, failed }: Tally,
  { kinds, startedAt, now }: Left,
): Promise<void> {
  const looked = Object.entries(places).flatMap(([account, regions]) => regions.map((region) => ({ account, region })));
  await changingAdvice(scope, async (run) => {
    const closed = await expired(
      run,
      scope,
      sql`last_seen_at < ${startedAt} and not ${isUnread(failed)}
        and (source = ${BY_PLACE} or (source = ${OURS} and kind = any(${kinds}::text[])))
        and not exists (
          select from jsonb_to_recordset(${textOf(looked)}::jsonb) as looked (account text, region text)
          where looked.account = advice.account and (advice.region is null or looked.region = advice.region))`,
      now,
    );
    await tell(
      run,
      closed.map(({ id, account, region }) => ({ id, text: leftWords(account ?? "", region, places) })),
      now,
    );
  });
}

function leftWords(account: string, region: string | null, places: Tally["places"]): string {
  const what = account in places ? `The region ${region} of account ${account}` : `Account ${account}`;
  return `${what} is not looked at any more: the settings do not name it.`;
}

/** Closes all that providers were asked about, because none is asked any more. */
export async function closeAsked(scope: Scope, why: string, { kinds, now }: Omit<Left, "startedAt">): Promise<void> {
  await changingAdvice(scope, async (run) => {
    const closed = await expired(run, scope, sql`(source <> ${OURS} or kind = any(${kinds}::text[]))`, now);
    await tell(
      run,
      closed.map(({ id }) => ({ id, text: why })),
      now,
    );
  });
  await rowsOf(sql`
    delete from resource_verdict where workspace_id = ${scope.workspaceId}::uuid and kind <> 'on the bill'`);
}

async function expired(run: Run, { workspaceId }: Scope, where: Sql, now: Date): Promise<Closed[]> {
  return await run<Closed>(sql`
    update recommendation advice set state = 'expired', state_since = ${now}
    where workspace_id = ${workspaceId}::uuid and state in ('open', 'in_progress', 'snoozed') and ${where}
    returning id, account, region`);
}

async function tell(run: Run, events: { id: string; text: string }[], now: Date): Promise<void> {
  await run(sql`
    insert into recommendation_event (recommendation_id, kind, actor, at, text)
    select id, 'expired', 'outlay', ${now}, text
    from jsonb_to_recordset(${textOf(events)}::jsonb) as closed (id uuid, text text)`);
}
