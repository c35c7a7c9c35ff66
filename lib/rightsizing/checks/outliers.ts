import type { Scope } from "../../auth/scope";
import { moneyText } from "../../budgets/money-text";
import { sql } from "../../db/sql";
import { Money, zero } from "../../focus/money";
import type { Period } from "../../focus/period";
import { inParallel, inSnapshot, unhurried } from "../../query/snapshot";
import type { Proposal } from "../advice/proposal";
import { effective } from "../ledger/exact";
import { ledgerProposal } from "./ledger-proposal";

type Row = {
  provider: string | null;
  billing_account: string;
  account: string | null;
  account_name: string | null;
  currency: string;
  total: string;
  traffic: string;
  warm: string;
  storage: string;
};

const LEAST = 50;
const TIMES_THE_MEDIAN = 3;
const LEAST_SHARE = 0.1;
/** Nearly all of the stored bytes are in the class for what is read every day. */
const WARM_SHARE = 0.95;
const LEAST_STORAGE = 200;

/** Accounts whose traffic is a far larger part of their spend than others', or that keep everything in the dearest class. */
export async function outliers({ workspaceId }: Scope, period: Period): Promise<Proposal[]> {
  const rows = await inSnapshot(async (read) => {
    await read.rows(unhurried);
    await read.rows(inParallel);
    // Words are looked at once a SKU, not once a charge.
    return await read.rows<Row>(sql`
      with x as (
        select x.account_id, x.sku_id, sum(${effective}) as cost
        from charge x
        join dim_account account on account.id = x.account_id and account.workspace_id = ${workspaceId}::uuid
        join dim_charge_kind kind on kind.id = x.charge_kind_id and kind.kind = 'usage'
        where x.charge_day >= ${period.from}::date and x.charge_day < ${period.to}::date
        group by 1, 2
      )
      select account.provider_name as provider, account.billing_account_id as billing_account,
        account.sub_account_id as account, max(account.sub_account_name) as account_name,
        account.currency::text as currency, sum(x.cost)::text as total,
        coalesce(sum(x.cost) filter (where ${words} ~* ${TRAFFIC}), 0)::text as traffic,
        coalesce(sum(x.cost) filter (where ${words} ~* ${STORAGE} and ${words} !~* ${COLD}), 0)::text as warm,
        coalesce(sum(x.cost) filter (where ${words} ~* ${STORAGE}), 0)::text as storage
      from x
      join dim_account account on account.id = x.account_id
      join dim_sku sku on sku.id = x.sku_id
      group by 1, 2, 3, 5`);
  });
  return [...dearTraffic(rows), ...dearStorage(rows)];
}

const words = sql`concat_ws(' ', sku.sku_meter, sku.charge_description)`;
const TRAFFIC = "(data ?transfer.*out|egress|bandwidth|natgateway-bytes|inter-?region|regional-bytes|out-bytes)";
const STORAGE = "(timedstorage|object storage|blob.*(data stored|capacity)|standard storage|data stored)";
const COLD = "(-[sz]?ia\\M|-gir\\M|infrequent|int-|intelligent|glacier|gda|archive|cool|cold|nearline|coldline)";

function dearTraffic(rows: Row[]): Proposal[] {
  const shareOf = ({ traffic, total }: Row) => (Number(total) > 0 ? Number(traffic) / Number(total) : 0);
  const shares = rows.map(shareOf).sort((one, other) => one - other);
  const median = shares[Math.floor(shares.length / 2)] ?? 0;
  const limit = Math.max(LEAST_SHARE, median * TIMES_THE_MEDIAN);
  return rows
    .filter((row) => Number(row.traffic) >= LEAST && shareOf(row) > limit)
    .map((row) => {
      const now = new Money(row.traffic);
      const percent = (share: number) => `${Math.round(100 * share)} %`;
      return ledgerProposal({
        kind: "spend",
        action: "review",
        verdict: "dear_traffic",
        place: { ...placeOf(row), resourceId: "traffic" },
        title: `Look at the traffic of ${nameOf(row)}`,
        current: `${moneyText(now, row.currency)} of traffic in the last 30 days`,
        target: "Less traffic between zones, regions and the internet",
        currency: row.currency,
        now,
        reason: "Traffic is a far larger part of its spend than of other accounts'.",
        how: [
          `Traffic is ${percent(shareOf(row))} of its spend; in the middle of all accounts it is ${percent(median)}.`,
        ],
        confidence: "medium",
      });
    });
}

function dearStorage(rows: Row[]): Proposal[] {
  return rows
    .filter(({ warm, storage }) => Number(storage) >= LEAST_STORAGE && Number(warm) / Number(storage) >= WARM_SHARE)
    .map((row) => {
      const now = new Money(row.warm);
      return ledgerProposal({
        kind: "spend",
        action: "review",
        verdict: "dear_storage",
        place: { ...placeOf(row), resourceId: "storage classes" },
        title: `Look at the storage classes of ${nameOf(row)}`,
        current: `${moneyText(now, row.currency)} in the class for data that is read every day`,
        target: "Data that is read rarely in a cheaper class",
        currency: row.currency,
        now,
        saving: zero,
        reason: "Nearly all of its objects are kept in the most expensive class.",
        how: ["What a cheaper class saves depends on how often objects are read, which no bill tells."],
      });
    });
}

const nameOf = ({ account_name, account, billing_account }: Row) => account_name ?? account ?? billing_account;

function placeOf({ provider, billing_account: billingAccount, account, account_name: accountName }: Row) {
  return { provider, billingAccount, account, accountName };
}
