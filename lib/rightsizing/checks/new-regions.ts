import type { Scope } from "../../auth/scope";
import { moneyText } from "../../budgets/money-text";
import { rowsOf, sql } from "../../db/sql";
import { Money } from "../../focus/money";
import { addMonths, type Day, monthOf, type Period } from "../../focus/period";
import type { Proposal } from "../advice/proposal";
import { effective } from "../ledger/exact";
import { ledgerProposal } from "./ledger-proposal";

const HISTORY_MONTHS = 6;
/** Less than a coin is what a scanner or a list call leaves behind. */
const LEAST = 1;

type Row = {
  provider: string | null;
  billing_account: string;
  account: string | null;
  account_name: string | null;
  region: string;
  currency: string;
  cost: string;
  first: Day;
};

/** Regions in which an account spends this month and did not in the half year before. */
export async function newRegions({ workspaceId }: Scope, period: Period): Promise<Proposal[]> {
  const before = addMonths(monthOf(period.from).from, -HISTORY_MONTHS);
  const rows = await rowsOf<Row>(sql`
    with lately as (
      select account.provider_name as provider, account.billing_account_id as billing_account,
        account.sub_account_id as account, max(account.sub_account_name) as account_name,
        region.region_id as region, account.currency::text as currency, sum(${effective}) as cost,
        min(x.charge_day)::text as first
      from charge x
      join dim_account account on account.id = x.account_id and account.workspace_id = ${workspaceId}::uuid
      join dim_region region on region.id = x.region_id and region.region_id is not null
      join dim_charge_kind kind on kind.id = x.charge_kind_id and kind.kind = 'usage'
      where x.charge_day >= ${period.from}::date and x.charge_day < ${period.to}::date
      group by 1, 2, 3, 5, 6
    ), known as (
      select distinct account.billing_account_id as billing_account, account.sub_account_id as account,
        region.region_id as region
      from rollup_month x
      join dim_account account on account.id = x.account_id and account.workspace_id = ${workspaceId}::uuid
      join dim_region region on region.id = x.region_id
      where x.month >= ${before}::date and x.month < ${monthOf(period.from).from}::date
    )
    select lately.* from lately
    where cost >= ${LEAST}
      and exists (select from known where known.billing_account = lately.billing_account
        and known.account is not distinct from lately.account)
      and not exists (select from known where known.billing_account = lately.billing_account
        and known.account is not distinct from lately.account and known.region = lately.region)
    order by cost desc limit 500`);
  return rows.map(proposalOf);
}

function proposalOf({
  region,
  account,
  account_name: accountName,
  provider,
  billing_account,
  currency,
  cost,
  first,
}: Row): Proposal {
  const now = new Money(cost);
  const who = accountName ?? account ?? billing_account;
  return ledgerProposal({
    kind: "spend",
    action: "review",
    verdict: "new_region",
    place: { provider, billingAccount: billing_account, account, accountName, region, resourceId: `region: ${region}` },
    title: `Look at ${who} in ${region}: it spends there for the first time`,
    current: `${moneyText(now, currency)} in the last 30 days`,
    target: "Meant to be there, or removed",
    currency,
    now,
    reason: "The account had no usage in this region in the half year before.",
    how: [
      `Its first charge there is of ${first}. Spend in a region that nobody chose may be a mistake or somebody else's.`,
    ],
    confidence: "medium",
  });
}
