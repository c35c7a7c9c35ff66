import { requireWholeBill, type Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import { Money, plain, zero } from "../../focus/money";
import { addDays, type Day, type Period } from "../../focus/period";
import { lastMonth } from "../ledger/window";
import { assumedDiscounts, type DiscountOrigin, movedDiscounts } from "./discounts";
import { heldCommitments } from "./held";
import { type ComputeUse, computeUse } from "./on-demand";
import { type ProviderUse, providerUse } from "./provider-use";
import { type Discounts, type Purchase, purchases } from "./what-if";

export type ShownCommitment = {
  id: string;
  name: string | null;
  type: string | null;
  provider: string | null;
  currency: string;
  used: string;
  unused: string;
  utilisation: number | null;
  ends: Day | null;
  daysLeft: number | null;
};

export type PurchaseWhatIf = {
  provider: string | null;
  billingAccount: string;
  currency: string;
  /** Hours where the bill has them; else a day counts as if its usage were spread evenly. */
  grain: "hour" | "day";
  onDemand: string;
  covered: string;
  /** Of what could be covered, at on-demand rates as far as they are known. */
  coverage: number | null;
  /** Of its usage: what better-sized resources will not need any more. */
  rightsizing: string;
  discountOrigin: DiscountOrigin;
  options: Purchase[];
};

export type Commitments = {
  period: Period | null;
  held: ShownCommitment[];
  /** The provider's own figures, beside ours and never mixed with them; null where it was not asked. */
  provider: ProviderUse | null;
  whatIf: PurchaseWhatIf[];
};

export type WhatIfAsked = {
  /** A discount that was offered for one year without upfront, in place of what is known or assumed. */
  own?: number | undefined;
  /** As if no instance were made smaller first. */
  asIs?: boolean;
  /** A page or a program waits for it; not so the run that does everything else beside. */
  isWaitedFor?: boolean;
};

/** Commitments of the last thirty complete days: how they are used, when they end, and what more of them would save. */
export async function commitments(
  scope: Scope,
  now: Date,
  { own, asIs = false, isWaitedFor = true }: WhatIfAsked = {},
): Promise<Commitments> {
  requireWholeBill(scope, "Commitments are about");
  const period = await lastMonth(scope, now);
  const provider = await providerUse(scope);
  if (!period) return { period: null, held: [], provider, whatIf: [] };
  const held = await heldCommitments(scope, period);
  const smaller = asIs ? new Map<string, Money>() : await smallerMachines(scope);
  const uses = await computeUse(scope, period, { isWaitedFor });
  const today = addDays(period.to, -1);
  const whatIf = [...uses]
    .sort((one, other) => other.onDemand.cmp(one.onDemand))
    .map((use) => whatIfOf(use, takenFrom(smaller, use), own))
    .filter(({ onDemand }) => new Money(onDemand).gt(0));
  return { period, held: held.map((each) => shown(each, today)), provider, whatIf };
}

function shown(each: Awaited<ReturnType<typeof heldCommitments>>[number], today: Day): ShownCommitment {
  const daysLeft = each.ends === null ? null : Math.round((Date.parse(each.ends) - Date.parse(today)) / 86_400_000);
  return {
    id: each.id,
    name: each.name,
    type: each.type,
    provider: each.provider,
    currency: each.currency,
    used: plain(each.used),
    unused: plain(each.unused),
    utilisation: each.utilisation,
    ends: each.ends,
    daysLeft,
  };
}

const poolOf = ({ provider, currency }: Pick<ComputeUse, "provider" | "currency">) => `${provider} ${currency}`;

/** What counted advice takes off the instances of each provider and currency a month. */
async function smallerMachines({ workspaceId }: Scope): Promise<Map<string, Money>> {
  const rows = await rowsOf<{ provider: string | null; currency: string; saving: string }>(sql`
    select provider, currency::text, sum(counted)::text as saving from recommendation
    where workspace_id = ${workspaceId}::uuid and kind = 'instance' and counted > 0 group by 1, 2`);
  return new Map(rows.map((row) => [poolOf(row), new Money(row.saving)]));
}

/** Of several billing accounts of a provider the one that uses most is told first; nothing is taken off twice. */
function takenFrom(smaller: Map<string, Money>, use: ComputeUse): Money {
  const left = smaller.get(poolOf(use)) ?? zero;
  const taken = Money.min(left, use.onDemand);
  smaller.set(poolOf(use), left.minus(taken));
  return taken;
}

function whatIfOf(use: ComputeUse, taken: Money, own: number | undefined): PurchaseWhatIf {
  const { hours, onDemand, covered, coveredList } = use;
  const left = onDemand.gt(0) ? new Money(1).minus(taken.div(onDemand)).toNumber() : 0;
  const { discounts, origin } = discountsOf(use, own);
  const wouldCost = coveredList ?? covered;
  const whole = wouldCost.plus(onDemand);
  return {
    provider: use.provider,
    billingAccount: use.billingAccount,
    currency: use.currency,
    grain: hours === 1 ? "hour" : "day",
    onDemand: plain(onDemand),
    covered: plain(covered),
    coverage: whole.gt(0) ? wouldCost.div(whole).toDecimalPlaces(4).toNumber() : null,
    rightsizing: plain(taken),
    discountOrigin: origin,
    options: purchases({ hours, points: use.points.map((point) => point * left) }, discounts),
  };
}

/** What was entered, else what covered usage already costs less than its list price, else the assumption. */
function discountsOf(
  { covered, coveredList }: ComputeUse,
  own: number | undefined,
): { discounts: Discounts; origin: DiscountOrigin } {
  const base = { term: 1, payment: "no upfront" } as const;
  if (own !== undefined) return { discounts: movedDiscounts({ ...base, discount: own }), origin: "entered" };
  const paid = coveredList?.gt(0) ? new Money(1).minus(covered.div(coveredList)).toNumber() : 0;
  if (paid > 0.02 && paid < 0.9) return { discounts: movedDiscounts({ ...base, discount: paid }), origin: "ledger" };
  return { discounts: assumedDiscounts, origin: "assumption" };
}
