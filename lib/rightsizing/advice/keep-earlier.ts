import type { Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import { changingAdvice } from "../changing-advice";
import { skipped } from "../engine/judged";
import { isSameRegion } from "../ledger/same-region";
import { OURS } from "../words";
import { resourceKey } from "./proposal";
import { recordVerdicts, type VerdictRow } from "./record-verdicts";

/** A resource that could not be judged this time, and why not. */
export type Unjudged = Omit<VerdictRow, "judged"> & { reason: string };

/**
 * What an earlier look said of it stands, verdict and advice, as not confirmed; where none did, it is skipped with the
 * reason.
 */
export async function keepEarlier(
  scope: Scope,
  unjudged: Unjudged[],
  { runId, now }: { runId: string; now: Date },
): Promise<void> {
  if (unjudged.length === 0) return;
  const keys = unjudged.map(({ place }) => resourceKey(place));
  const kept = await rowsOf<{ key: string }>(sql`
    update resource_verdict set run_id = ${runId}::uuid
    where workspace_id = ${scope.workspaceId}::uuid and resource_key = any(${keys}::text[])
    returning resource_key as key`);
  const known = new Set(kept.map(({ key }) => key));
  const fresh = unjudged.filter(({ place }) => !known.has(resourceKey(place)));
  if (fresh.length > 0) {
    const verdicts = fresh.map(({ reason, ...row }): VerdictRow => ({ ...row, judged: skipped(reason) }));
    await recordVerdicts(scope, verdicts, { runId, now });
  }
  await keepAdvice(scope, unjudged, now);
}

async function keepAdvice(scope: Scope, unjudged: Unjudged[], now: Date): Promise<void> {
  const accounts = unjudged.map(({ place }) => place.account);
  const regions = unjudged.map(({ place }) => place.region);
  const resources = unjudged.map(({ place }) => place.resourceId);
  const reasons = unjudged.map(({ reason }) => reason);
  await changingAdvice(scope, (run) =>
    run(sql`
    update recommendation advice
      set unconfirmed = jsonb_build_object('at', ${now}::timestamptz, 'why', unjudged.why, 'step', null)
    from unnest(${accounts}::text[], ${regions}::text[], ${resources}::text[], ${reasons}::text[])
      as unjudged (account, region, resource_id, why)
    where advice.workspace_id = ${scope.workspaceId}::uuid and advice.source = ${OURS}
      and advice.resource_id = unjudged.resource_id and advice.account is not distinct from unjudged.account
      and ${isSameRegion(sql`advice.resource_id`, sql`advice.region`, sql`unjudged.region`)}
      and advice.state in ('open', 'in_progress', 'snoozed')`),
  );
}
