import { rowsOf, sql } from "../../db/sql";
import type { Counted } from "./counted";

/** A part of a slice as it counts and as the control states it; null where there is nothing to compare. */
export type Split = { name: string; ours: string; stated: string | null };

/** What can explain why a slice differs from its control total. */
export type Evidence = {
  days: Split[];
  /** By charge kind; `stated` is null when the control knows only days. */
  kinds: Split[];
  /** Effective cost of charges that somebody else invoices: they are billed at zero here and not in the control. */
  marketplace: string;
  /** What the control stated before. */
  earlier: { amount: string; readAt: Date }[];
};

/** An export and a summary tell these apart by different signs, so they are compared together. */
const group = sql`case
  when kind.kind in ('refund', 'adjustment', 'unattributed') then 'adjustments and refunds'
  when kind.kind in ('commitment purchase', 'commitment fee', 'support') then 'purchases, fees and support'
  else kind.kind end`;

type Part = {
  slice: number;
  member: string | null;
  currency: string;
  what: "day" | "kind";
  name: string;
  ours: string;
  stated: string | null;
};

type Named = Pick<Counted, "sliceId" | "currency" | "memberOf" | "account">;

export const keyOf = (one: Named) => JSON.stringify([one.sliceId, one.currency, memberIn(one)]);

const memberIn = ({ memberOf, account }: Pick<Counted, "memberOf" | "account">) => (memberOf === null ? null : account);

/** By day and by charge kind, for slices that differ or that a person looks at. */
export async function evidenceFor(counted: Counted[]): Promise<Map<string, Evidence>> {
  const found = new Map<string, Evidence>();
  if (counted.length === 0) return found;
  const [parts, marketplaces, earlier] = await Promise.all([
    partsOf(counted),
    marketplacesOf(counted),
    earlierOf(counted),
  ]);
  for (const slice of counted) {
    const own = parts.filter(
      (part) => part.slice === slice.sliceId && part.currency === slice.currency && part.member === memberIn(slice),
    );
    const split = (what: Part["what"]) =>
      own.filter((part) => part.what === what).map(({ name, ours, stated }) => ({ name, ours, stated }));
    const key = keyOf(slice);
    const before = earlier.filter((one) => one.slice === slice.control?.sliceId && one.currency === slice.currency);
    found.set(key, {
      days: split("day"),
      kinds: split("kind"),
      marketplace: marketplaces.get(key) ?? "0",
      earlier: before.map(({ amount, readAt }) => ({ amount, readAt })),
    });
  }
  return found;
}

const pairs = (counted: Counted[]) => ({
  members: counted.map(memberIn),
  slices: counted.map(({ sliceId }) => sliceId),
  controls: counted.map(({ control }) => control?.sliceId ?? null),
  aside: counted.map(({ control }) => (control && !control.isOwn ? control.sliceId : null)),
});

async function partsOf(counted: Counted[]): Promise<Part[]> {
  const { slices, members, controls, aside } = pairs(counted);
  return await rowsOf<Part>(sql`
    with pair as (
      select distinct * from unnest(${slices}::int[], ${members}::text[], ${controls}::int[], ${aside}::int[])
        as pair (slice, member, control, aside)
    ), part as (
      select pair.slice, pair.member, account.currency, 'day' as what, to_char(rolled.day, 'YYYY-MM-DD') as name,
        rolled.billed as ours, null::numeric as stated
      from pair join rollup_day rolled on rolled.slice_id = pair.slice
        join dim_account account on account.id = rolled.account_id and ${ofMember}
      union all
      select pair.slice, pair.member, account.currency, 'kind', ${group}, rolled.billed, null
      from pair join rollup_day rolled on rolled.slice_id = pair.slice
        join dim_account account on account.id = rolled.account_id and ${ofMember}
        join dim_charge_kind kind on kind.id = rolled.charge_kind_id
      union all
      select pair.slice, pair.member, total.currency, 'day', to_char(total.day, 'YYYY-MM-DD'), 0, total.amount
      from pair join control_total total on total.slice_id = pair.control
      where total.origin = 'provider' and total.metric = 'billed' and total.day is not null
      union all
      select pair.slice, pair.member, account.currency, 'kind', ${group}, 0,
        charge.billed * 0.0000000001 + coalesce(charge.billed_rest, 0)
      from pair join charge_aside charge on charge.slice_id = pair.aside
        join dim_account account on account.id = charge.account_id
        join dim_charge_kind kind on kind.id = charge.charge_kind_id
    )
    select slice, member, currency, what, name, trim_scale(sum(ours))::text as ours,
      trim_scale(sum(stated))::text as stated
    from part group by 1, 2, 3, 4, 5 order by 5`);
}

const ofMember = sql`(pair.member is null or account.sub_account_id = pair.member)`;

/** FOCUS wants billed cost 0 where a third party is paid; Cost Explorer counts what is paid through AWS. */
async function marketplacesOf(counted: Counted[]): Promise<Map<string, string>> {
  const { slices, members } = pairs(counted);
  const rows = await rowsOf<Omit<Part, "what"> & { amount: string }>(sql`
    with pair as (
      select distinct * from unnest(${slices}::int[], ${members}::text[]) as pair (slice, member)
    )
    select pair.slice, pair.member, account.currency, trim_scale(sum(rolled.effective))::text as amount
    from pair join rollup_day rolled on rolled.slice_id = pair.slice
    join dim_account account on account.id = rolled.account_id and ${ofMember}
    join dim_service service on service.id = rolled.service_id
    join dim_charge_kind kind on kind.id = rolled.charge_kind_id
    where rolled.billed = 0 and rolled.effective <> 0
      and kind.kind in ('usage', 'commitment purchase', 'commitment fee')
      and service.publisher_name is not null and account.provider_name is not null
      and service.publisher_name !~* 'amazon|aws|microsoft|google|oracle'
    group by 1, 2, 3`);
  return new Map(
    rows.map(({ slice, member, currency, amount }) => [JSON.stringify([slice, currency, member]), amount]),
  );
}

type Earlier = { slice: number; currency: string; amount: string; readAt: Date };

async function earlierOf(counted: Counted[]): Promise<Earlier[]> {
  const controls = counted.flatMap(({ control }) => control?.sliceId ?? []);
  return await rowsOf<Earlier>(sql`
    select control.id as slice, total.currency, trim_scale(sum(total.amount))::text as amount,
      before.created_at as "readAt"
    from import_slice control
    join import_slice before on before.source_id = control.source_id and before.state = 'replaced'
      and before.billing_account_id = control.billing_account_id and before.period_start = control.period_start
    join control_total total on total.slice_id = before.id
      and total.origin = 'provider' and total.metric = 'billed' and total.day is not null
    where control.id = any(${controls}::int[])
    group by 1, 2, before.id, 4 order by before.id desc`);
}
