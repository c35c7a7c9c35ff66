import { addDays, addMonths, type Day, daysBetween, monthOf } from "../../focus/period";
import { lesser, split, unitsFromDollars } from "../units";
import { awsPayer } from "./aws-accounts";
import { type AwsServiceId, awsServices } from "./aws-services";
import type { AwsUse } from "./aws-usage";
import { chance, uuidOf } from "./chance";
import { knownShare } from "./rhythm";

/** One year of a commitment; it is bought again when it ends. */
export type Term = { id: string; from: Day; to: Day };

/** Compute Savings Plan: so many dollars an hour, paid by the hour, at a discount of 28 %. */
const PLAN_STARTS = "02-01";
const PLAN_PRICE = 72n; // percent of on-demand

/** Reserved databases and caches of one account. */
export type Reservation = {
  name: string;
  account: string;
  region: string;
  service: AwsServiceId;
  starts: string;
  payment: "no upfront" | "all upfront";
  /** On-demand cost a day of what is reserved. */
  coveredDaily: number;
  /** What a day costs when spread over the term. */
  effectiveDaily: number;
};

export const reservations: readonly Reservation[] = [
  {
    name: "storefront-db",
    account: "213450987612",
    region: "us-east-1",
    service: "rds",
    starts: "11-03",
    payment: "no upfront",
    coveredDaily: 92,
    effectiveDaily: 59.8,
  },
  {
    name: "logistics-db",
    account: "268905432167",
    region: "us-east-1",
    service: "rds",
    starts: "11-03",
    payment: "no upfront",
    coveredDaily: 57.5,
    effectiveDaily: 37.4,
  },
  {
    name: "payments-db",
    account: "246783210945",
    region: "us-east-1",
    service: "rds",
    starts: "11-03",
    payment: "no upfront",
    coveredDaily: 46,
    effectiveDaily: 29.9,
  },
  {
    name: "storefront-cache",
    account: "213450987612",
    region: "us-east-1",
    service: "elasticache",
    starts: "09-15",
    payment: "all upfront",
    coveredDaily: 29.6,
    effectiveDaily: 19,
  },
];

/** The yearly term that the day lies in. */
export function termOf(starts: string, day: Day, name: string): Term {
  const year = Number(day.slice(0, 4));
  const thisYear = `${year}-${starts}`;
  const from = day >= thisYear ? thisYear : `${year - 1}-${starts}`;
  return { id: uuidOf(name, from), from, to: addMonths(from, 12) };
}

export function planTerm(day: Day): Term & { arn: string; daily: bigint } {
  const term = termOf(PLAN_STARTS, day, "compute-savings-plan");
  // Finance raises the commitment a little with each renewal.
  const hourly = Math.min(40, 22 + 3 * (Number(term.from.slice(0, 4)) - 2025));
  const arn = `arn:aws:savingsplans::${awsPayer.id}:savingsplan/${term.id}`;
  return { ...term, arn, daily: unitsFromDollars(hourly * 24) };
}

/** How the plan of the day is spent on the plannable uses, in their order; the rest of it is paid in vain. */
export function planSpending(uses: readonly AwsUse[], day: Day, today: Day) {
  const { arn, daily } = planTerm(day);
  const committed = unitsFromDollars((Number(daily) / 1e10) * knownShare(day, today));
  const atPlanPrice = uses.map(({ cost }) => (cost * PLAN_PRICE) / 100n);
  const wanted = atPlanPrice.reduce((sum, cost) => sum + cost, 0n);
  const spent = lesser(wanted, unitsFromDollars((Number(committed) / 1e10) * busyShare(day)));
  const covered = split(spent, atPlanPrice).map((effective) => ({
    effective,
    onDemand: (effective * 100n) / PLAN_PRICE,
  }));
  return { arn, committed, unused: committed - spent, covered };
}

/** At night the machines do not fill the plan's hours. */
function busyShare(day: Day): number {
  return 0.965 + 0.03 * chance("compute-savings-plan", day);
}

/** What the reservations of the day cover of a use. */
export function reservedShare(use: AwsUse, day: Day, today: Day) {
  const reservation = reservations.find(
    ({ account, service, region }) => account === use.account.id && service === use.serviceId && region === use.region,
  );
  if (!reservation) return null;
  const share = knownShare(day, today);
  const onDemand = unitsFromDollars(reservation.coveredDaily * share);
  const effective = unitsFromDollars(reservation.effectiveDaily * share);
  return { ...termOf(reservation.starts, day, reservation.name), onDemand, effective };
}

/** What is paid for reservations in a month: the whole term when it starts, or the month's days on its first day. */
export function reservationFees(month: Day) {
  const { from, to } = monthOf(month);
  return reservations.flatMap((reservation) => {
    const service = awsServices[reservation.service];
    const daily = unitsFromDollars(reservation.effectiveDaily);
    const fee = { ...reservation, service };
    const ends = termOf(reservation.starts, from, reservation.name);
    const next = termOf(reservation.starts, addDays(to, -1), reservation.name);
    if (reservation.payment === "all upfront") {
      if (next.from < from) return [];
      return [{ ...fee, recordType: "Fee", id: next.id, day: next.from, cost: daily * BigInt(daysBetween(next)) }];
    }
    const parts =
      ends.id === next.id
        ? [{ ...ends, from, to }]
        : [
            { ...ends, from, to: ends.to },
            { ...next, to },
          ];
    return parts
      .filter((part) => part.from < part.to)
      .map((part) => ({
        ...fee,
        recordType: "RIFee",
        id: part.id,
        day: part.from,
        cost: daily * BigInt(daysBetween(part)),
      }));
  });
}
