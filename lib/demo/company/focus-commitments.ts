import { type Day, daysBetween, monthOf } from "../../focus/period";
import { lesser, split, unitsFromDollars } from "../units";
import { termOf } from "./aws-commitments";
import { chance } from "./chance";
import type { Quantity } from "./focus-amounts";
import { accountColumns, basisRow, costColumns, type FocusRow, serviceColumns, serviceNamed } from "./focus-row";
import type { FocusCommitment, Provider, SubAccount } from "./provider";
import { knownShare } from "./rhythm";

/** How a day of the commitment is spent: on each resource of its workload, and the rest on nothing. */
export type Coverage = { commitment: FocusCommitment; used: bigint[]; unused: bigint };

/** At least a part of each day's hours finds nothing to cover. */
export function coverageOf(commitment: FocusCommitment, wanted: readonly bigint[], day: Day, today: Day): Coverage {
  const paid = unitsFromDollars(commitment.daily * knownShare(day, today));
  const usable = unitsFromDollars(
    commitment.daily * knownShare(day, today) * (0.95 + 0.04 * chance(commitment.name, day)),
  );
  const atItsPrice = wanted.map((cost) => (cost * BigInt(commitment.pricePercent)) / 100n);
  const all = atItsPrice.reduce((sum, cost) => sum + cost, 0n);
  const used = split(lesser(all, usable), atItsPrice);
  return { commitment, used, unused: paid - used.reduce((sum, cost) => sum + cost, 0n) };
}

/** The part of a resource's quantity that was covered, from what was spent on it. */
export function coveredQuantity(effective: bigint, contracted: bigint, { pricePercent }: FocusCommitment): Quantity {
  return contracted === 0n ? 0n : (effective * 100n) / (BigInt(pricePercent) * contracted);
}

export function commitmentColumns(
  provider: Provider,
  commitment: FocusCommitment,
  day: Day,
  status?: string,
): FocusRow {
  return {
    CommitmentDiscountCategory: commitment.category,
    CommitmentDiscountId: commitmentId(provider, commitment, day),
    CommitmentDiscountName: commitment.name,
    CommitmentDiscountType: commitment.type,
    ...(status && { CommitmentDiscountStatus: status, PricingCategory: "Committed" }),
  };
}

function commitmentId(provider: Provider, { name, starts }: FocusCommitment, day: Day): string {
  const { id } = termOf(starts, day, name);
  if (provider.key === "azure") return `/providers/Microsoft.Capacity/reservationOrders/${id}/reservations/${id}`;
  return `projects/${name}/commitments/${id}`;
}

/** What is paid on the first day of a month, or of the term in it: nothing of it is effective, the covered use is. */
export function purchaseRows(provider: Provider, month: Day): FocusRow[] {
  const { from, to } = monthOf(month);
  return provider.commitments.flatMap((commitment) => {
    const ends = termOf(commitment.starts, from, commitment.name);
    const changes = ends.to < to;
    const parts = changes
      ? [
          { from, to: ends.to },
          { from: ends.to, to },
        ]
      : [{ from, to }];
    return parts
      .filter((part) => part.from < part.to)
      .map((part) => purchaseRow(provider, commitment, part.from, part.to));
  });
}

function purchaseRow(provider: Provider, commitment: FocusCommitment, from: Day, to: Day): FocusRow {
  const days = BigInt(daysBetween({ from, to }));
  const daily = unitsFromDollars(commitment.daily);
  const cost = daily * days;
  const price = (daily / 10_000n).toString().padStart(7, "0");
  const unitPrice = `${price.slice(0, -6)}.${price.slice(-6)}`;
  return {
    ...commitmentRow(provider, commitment, from, to),
    ...costColumns({ billed: cost, effective: 0n, list: cost, contracted: cost }),
    ChargeCategory: "Purchase",
    ChargeFrequency: "Recurring",
    ChargeDescription: `${commitment.type} ${commitment.name}, monthly fee`,
    PricingCategory: "Standard",
    PricingQuantity: days.toString(),
    PricingUnit: "Days",
    ListUnitPrice: unitPrice,
    ContractedUnitPrice: unitPrice,
    ...commitmentColumns(provider, commitment, from),
  };
}

export function unusedRow(provider: Provider, { commitment, unused }: Coverage, day: Day, next: Day): FocusRow {
  return {
    ...commitmentRow(provider, commitment, day, next),
    ...costColumns({ billed: 0n, effective: unused, list: 0n, contracted: 0n }),
    ChargeCategory: "Usage",
    ChargeFrequency: "Usage-Based",
    ChargeDescription: `${commitment.type} ${commitment.name}, unused`,
    ...commitmentColumns(provider, commitment, day, "Unused"),
  };
}

function commitmentRow(provider: Provider, commitment: FocusCommitment, from: Day, to: Day): FocusRow {
  const workload = provider.workloads.find(({ name }) => name === commitment.workload);
  if (!workload) throw new Error(`${commitment.name} covers no known workload.`);
  return {
    ...basisRow(provider, from, from, to),
    ...accountColumns(provider, accountNamed(provider, commitment.account)),
    ...serviceColumns(serviceNamed(provider, workload.service)),
    RegionId: workload.region,
    RegionName: provider.regions[workload.region] ?? workload.region,
    ResourceId: commitmentId(provider, commitment, from),
    ResourceName: commitment.name,
    ResourceType: commitment.type,
  };
}

export function accountNamed({ accounts }: Provider, key: string): SubAccount {
  const account = accounts.find((each) => each.key === key);
  if (!account) throw new Error(`There is no sub account ${key}.`);
  return account;
}
