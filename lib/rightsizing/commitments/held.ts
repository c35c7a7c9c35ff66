import type { Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import { Money, zero } from "../../focus/money";
import { addMonths, type Day, type Period } from "../../focus/period";
import { effective } from "../ledger/exact";

/** A commitment as the bill shows it in the period. */
export type HeldCommitment = {
  id: string;
  name: string | null;
  type: string | null;
  provider: string | null;
  billingAccount: string;
  currency: string;
  /** Effective cost of usage it covered, and of what nobody used. */
  used: Money;
  unused: Money;
  utilisation: number | null;
  /** Where the bill tells when it was bought and for how long. */
  ends: Day | null;
  lastUsed: Day | null;
};

type Row = {
  id: string;
  name: string | null;
  type: string | null;
  provider: string | null;
  billing_account: string;
  currency: string;
  used: string;
  unused: string;
  last_used: Day | null;
};

/** Every commitment that the period's bill names, the costliest first. */
export async function heldCommitments(scope: Scope, period: Period): Promise<HeldCommitment[]> {
  const rows = await rowsOf<Row>(sql`
    select commitment.commitment_discount_id as id, max(commitment.commitment_discount_name) as name,
      max(commitment.commitment_discount_type) as type, max(account.provider_name) as provider,
      min(account.billing_account_id) as billing_account, account.currency::text as currency,
      coalesce(sum(${effective}) filter (where ${isUse}), 0)::text as used,
      coalesce(sum(${effective}) filter (where not (${isUse})), 0)::text as unused,
      (max(x.charge_day) filter (where ${isUse}))::text as last_used
    from charge x
    join dim_commitment commitment on commitment.id = x.commitment_id
    join dim_account account on account.id = x.account_id
    join dim_charge_kind kind on kind.id = x.charge_kind_id
    where commitment.workspace_id = ${scope.workspaceId}::uuid and commitment.commitment_discount_id is not null
      and kind.kind in ('usage', 'commitment fee', 'commitment purchase')
      and x.charge_day >= ${period.from}::date and x.charge_day < ${period.to}::date
    group by commitment.commitment_discount_id, account.currency
    order by sum(${effective}) desc, 1`);
  const ends = await endsOf(
    scope,
    rows.map(({ id }) => id),
    period.to,
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    type: row.type,
    provider: row.provider,
    billingAccount: row.billing_account,
    currency: row.currency,
    ...usedAndUnused(row),
    ends: ends.get(row.id) ?? null,
    lastUsed: row.last_used,
  }));
}

/** FOCUS keeps what was not used as usage of status Unused; other bills leave it in the fee. */
const isUse = sql`kind.kind = 'usage' and lower(coalesce(commitment.commitment_discount_status, 'used')) <> 'unused'`;

function usedAndUnused(row: Row): Pick<HeldCommitment, "used" | "unused" | "utilisation"> {
  const used = new Money(row.used);
  const unused = Money.max(zero, new Money(row.unused));
  const whole = used.plus(unused);
  return { used, unused, utilisation: whole.gt(0) ? used.div(whole).toDecimalPlaces(4).toNumber() : null };
}

type Bought = { id: string; from: Day; to: Day; words: string | null };

/** The end of a commitment: of its purchase where that spans the term, else so many years after it was bought. */
async function endsOf({ workspaceId }: Scope, ids: string[], until: Day): Promise<Map<string, Day>> {
  const rows = await rowsOf<Bought>(sql`
    select commitment.commitment_discount_id as id, min(x.period_start at time zone 'UTC')::date::text as from,
      max(x.period_end at time zone 'UTC')::date::text as to,
      max(concat_ws(' ', sku.sku_meter, sku.charge_description, commitment.commitment_discount_name)) as words
    from charge x
    join dim_commitment commitment on commitment.id = x.commitment_id
    join dim_sku sku on sku.id = x.sku_id
    join dim_charge_kind kind on kind.id = x.charge_kind_id and kind.kind = 'commitment purchase'
    where commitment.workspace_id = ${workspaceId}::uuid and commitment.commitment_discount_id = any(${ids}::text[])
      and x.charge_day >= ${addMonths(until, -40)}::date and x.charge_day < ${until}::date
    group by 1`);
  return new Map(rows.map(({ id, from, to, words }) => [id, endOf({ from, to, words })]));
}

const LONGER_THAN_A_BILL = 2;

function endOf({ from, to, words }: Omit<Bought, "id">): Day {
  if (to > addMonths(from, LONGER_THAN_A_BILL)) return to;
  const years = Number(/\b([13]) ?-?y(ea)?r/i.exec(words ?? "")?.[1] ?? 1);
  return addMonths(from, 12 * years);
}
