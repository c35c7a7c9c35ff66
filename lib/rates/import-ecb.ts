import { requireRole, requireWholeBill, type Scope } from "../auth/scope";
import { sql } from "../db/sql";
import { inTransaction, type Run } from "../db/transaction";
import type { Day } from "../focus/period";
import { ecbRates } from "./ecb-file";
import type { Rate } from "./rate";
import { unpacked } from "./unpacked";
import { ratesChanged } from "./version";

const ROWS_A_STATEMENT = 20_000;

export type RatesImported = { rates: number; changed: number; currencies: number; first: Day; last: Day };

/** Reads a file of ECB reference rates (csv or its zip); rates that the workspace has already are left as they are. */
export async function importEcbRates(scope: Scope, bytes: Buffer): Promise<RatesImported> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "Exchange rates are of");
  const rates = ecbRates(await unpacked(bytes));
  const days = rates.map(({ day }) => day).toSorted();
  const changed = await inTransaction(async (run) => {
    let count = 0;
    for (let at = 0; at < rates.length; at += ROWS_A_STATEMENT) {
      count += await put(run, scope, rates.slice(at, at + ROWS_A_STATEMENT));
    }
    if (count > 0) await ratesChanged(run, scope);
    return count;
  });
  return {
    rates: rates.length,
    changed,
    currencies: new Set(rates.map(({ quote }) => quote)).size,
    first: days.at(0) ?? "",
    last: days.at(-1) ?? "",
  };
}

async function put(run: Run, { workspaceId, actor }: Scope, rates: Rate[]): Promise<number> {
  const put = await run(sql`
    insert into exchange_rate as known (workspace_id, base, quote, day, through, origin, rate, entered_by)
    select ${workspaceId}::uuid, base, quote, day, day, 'ecb', rate, ${actor}
    from unnest(${rates.map(({ base }) => base)}::text[], ${rates.map(({ quote }) => quote)}::text[],
      ${rates.map(({ day }) => day)}::date[], ${rates.map(({ rate }) => rate)}::numeric[]) as given (base, quote, day, rate)
    on conflict (workspace_id, base, quote, day, origin) do update
      set rate = excluded.rate, entered_by = excluded.entered_by, entered_at = now()
      where known.rate <> excluded.rate
    returning 1`);
  return put.length;
}
