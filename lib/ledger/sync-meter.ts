import { type Sql, sql } from "../db/sql";
import { inTransaction } from "../db/transaction";
import { DomainError } from "../errors";
import type { Caps, Purpose } from "../sources/source";

export type Metered = {
  sourceId: string;
  /** The run whose request it is; a check has none. */
  runId: string | null;
  purpose: Purpose | "check";
  caps: Caps;
  /** Dollars for one request. */
  price: string;
};

type Counts = { run: number; month: number; backfill: number };

/**
 * Counts one more paid request before it is sent, in a transaction of its own: a process that dies right after has
 * counted it. Refuses before a cap is crossed, however many checks and syncs ask at the same time.
 */
export async function spendRequest(metered: Metered): Promise<void> {
  const { sourceId, runId, purpose, price } = metered;
  await inTransaction(async (run) => {
    const [source] = await run(sql`select id from source where id = ${sourceId}::uuid for no key update`);
    if (!source) throw new DomainError("not_found", "The source was removed.");
    const [counts] = await run<Counts>(countsOf(sourceId, runId));
    if (counts) refuseAtCap(metered, counts);
    await run(sql`
      insert into request_meter (source_id, month, purpose, requests)
      values (${sourceId}::uuid, date_trunc('month', now() at time zone 'UTC')::date, ${purpose}, 1)
      on conflict (source_id, month, purpose) do update set requests = request_meter.requests + 1`);
    await run(sql`
      update import_run set requests = requests + 1, request_cost = (requests + 1) * ${price}::numeric
      where id = ${runId}::uuid`);
  });
}

function countsOf(sourceId: string, runId: string | null): Sql {
  return sql`
    select coalesce((select requests from import_run where id = ${runId}::uuid), 0)::int as run,
           coalesce(sum(requests) filter (where month = date_trunc('month', now() at time zone 'UTC')::date), 0)::int
             as month,
           coalesce(sum(requests) filter (where purpose = 'backfill'), 0)::int as backfill
    from request_meter where source_id = ${sourceId}::uuid`;
}

function refuseAtCap({ purpose, caps, price }: Metered, counts: Counts): void {
  const dollars = (requests: number) =>
    `${requests.toLocaleString("en-US")} ${requests === 1 ? "request" : "requests"} ($${(requests * Number(price)).toFixed(2)})`;
  if (counts.month >= caps.month)
    throw new CapReached(
      "month",
      `the ${dollars(caps.month)} of this month ${caps.month === 1 ? "is" : "are"} used up`,
    );
  if (purpose === "backfill" && counts.backfill >= caps.backfill) {
    throw new CapReached("backfill", `the first reading needs more than its ${dollars(caps.backfill)}`);
  }
  if (purpose === "sync" && counts.run >= caps.sync) {
    throw new CapReached("sync", `this sync needs more than its ${dollars(caps.sync)}`);
  }
}

const capNames: Record<keyof Caps, string> = {
  sync: "for one sync",
  month: "for a month",
  backfill: "for the first reading",
};

/** The next request would be one more than the user allowed, so it was not sent. */
export class CapReached extends DomainError {
  readonly cap: keyof Caps;

  constructor(cap: keyof Caps, why: string) {
    super(
      "cap_reached",
      `Stopped before a cap was crossed: ${why}. Nothing of it was imported and what was there before is kept. ` +
        `To go on, raise the most requests ${capNames[cap]} in the source's settings.`,
    );
    this.name = "CapReached";
    this.cap = cap;
  }
}
