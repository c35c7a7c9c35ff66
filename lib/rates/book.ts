import type { Scope } from "../auth/scope";
import { rowsOf, type Sql, sql } from "../db/sql";
import { addDays, type Period } from "../focus/period";
import { RateBook } from "./factor";
import { LONGEST_GAP, type Rate } from "./rate";

type Read = <Row extends Record<string, unknown>>(statement: Sql) => Promise<Row[]>;

/** The rates between these currencies, directly or through others, that can count on the days of the period. */
export async function rateBook(
  { workspaceId }: Scope,
  { currencies, period }: { currencies: string[]; period: Period },
  read: Read = rowsOf,
): Promise<RateBook> {
  const known = [...new Set([...currencies, "EUR"])];
  const rates = await read<Rate>(sql`
    select base, quote, day::text, through::text, origin, trim_scale(rate)::text as rate from exchange_rate
    where workspace_id = ${workspaceId}::uuid and day < ${period.to}::date
      and through >= ${addDays(period.from, -LONGEST_GAP)}::date
      and (origin = 'hand' or (base = any(${known}) and quote = any(${known})))`);
  return new RateBook(rates);
}
