import type { Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import { type Money, plain } from "../../focus/money";
import type { Judged } from "../engine/judged";
import { type Place, resourceKey } from "./proposal";

export type VerdictRow = {
  place: Place;
  kind: string;
  /** What it is, in the words that advice calls its target by. */
  spec: string;
  /** It is there and does not run. */
  stopped?: boolean;
  judged: Pick<Judged, "verdict" | "reason">;
  cost: { currency: string; amount: Money } | null;
};

/** Keeps the one verdict on each of these resources. */
export async function recordVerdicts(
  { workspaceId }: Scope,
  verdicts: VerdictRow[],
  { runId, now }: { runId: string; now: Date },
): Promise<void> {
  const rows = new Map(verdicts.map((verdict) => [resourceKey(verdict.place), verdict]));
  const text = JSON.stringify(
    [...rows].map(([key, { place, kind, spec, stopped = false, judged, cost }]) => ({
      key,
      kind,
      verdict: judged.verdict,
      reason: judged.reason,
      provider: place.provider,
      account: place.account,
      region: place.region,
      resource_id: place.resourceId,
      resource_name: place.resourceName,
      resource_type: place.resourceType,
      spec,
      stopped,
      tags: place.tags,
      currency: cost?.currency ?? null,
      cost: cost && plain(cost.amount),
    })),
  ).replace(/\\u0000|\\ud[89a-f][0-9a-f]{2}/gi, "\\ufffd");
  await rowsOf(sql`
    insert into resource_verdict (workspace_id, resource_key, kind, verdict, reason, provider, account, region,
      resource_id, resource_name, resource_type, spec, stopped, tags, currency, monthly_cost, run_id, evaluated_at)
    select ${workspaceId}::uuid, key, kind, verdict, reason, provider, account, region,
      resource_id, resource_name, resource_type, spec, stopped, tags, currency, cost, ${runId}::uuid, ${now}
    from jsonb_to_recordset(${text}::jsonb) as new (key text, kind text, verdict text, reason text, provider text,
      account text, region text, resource_id text, resource_name text, resource_type text, spec text, stopped boolean, tags jsonb,
      currency char(3), cost numeric)
    on conflict (workspace_id, resource_key) do update set
      kind = excluded.kind, verdict = excluded.verdict, reason = excluded.reason, resource_name = excluded.resource_name,
      resource_type = excluded.resource_type, spec = excluded.spec, stopped = excluded.stopped, tags = excluded.tags, currency = excluded.currency,
      monthly_cost = excluded.monthly_cost, run_id = excluded.run_id, evaluated_at = excluded.evaluated_at`);
}
