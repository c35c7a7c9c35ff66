import { type Day, monthOf } from "../../focus/period";
import type { CloudCharge } from "../cloud/estate";
import { amountOf, unitsFromDollars, unitsOf } from "../units";
import { awsAccounts, awsPayer, logisticsFleet } from "./aws-accounts";
import { reservationFees } from "./aws-commitments";
import { awsServices, supportService, taxService } from "./aws-services";
import { fleetShares, isMigrationCredited, refundIn } from "./stories";

/** What a month brings besides usage: zones, reservations, credits and refunds, each on its day. */
export function monthLines(month: Day): CloudCharge[] {
  return [...hostedZones(month), ...reservationLines(month), ...credits(month), ...refunds(month)];
}

const HOSTED_ZONES = [
  { account: "346783210946", zones: 96 },
  { account: "213450987612", zones: 31 },
];

function hostedZones(month: Day): CloudCharge[] {
  return HOSTED_ZONES.map(({ account, zones }) => ({
    day: month,
    account,
    service: awsServices.route53.name,
    region: "global",
    recordType: "Usage",
    usageType: "HostedZone",
    operation: "HostedZone",
    unblended: amountOf(unitsFromDollars(zones * 0.5)),
    quantity: String(zones),
    unit: "HostedZone",
  }));
}

/** A fee that buys a later discount costs nothing when spread: the discounted hours carry it. */
function reservationLines(month: Day): CloudCharge[] {
  return reservationFees(month).map(({ day, account, region, service, recordType, id, cost }) => ({
    day,
    account,
    service: service.name,
    region,
    recordType,
    usageType: service.usageType,
    operation: service.operation,
    unblended: amountOf(cost),
    amortized: "0",
    commitment: id,
    ...(service.instanceType && { instanceType: service.instanceType }),
  }));
}

const MIGRATION_CREDIT = -1450;
const MODEL_CREDIT = -320;

function credits(month: Day): CloudCharge[] {
  const bedrock = credit(month, "313450987613", awsServices.bedrock.name, MODEL_CREDIT);
  if (!isMigrationCredited(month)) return [bedrock];
  const home = fleetShares(month).at(-1)?.home ?? "ec2";
  return [bedrock, credit(month, logisticsFleet.account, awsServices[home].name, MIGRATION_CREDIT)];
}

function credit(day: Day, account: string, service: string, dollars: number): CloudCharge {
  const unblended = amountOf(unitsFromDollars(dollars));
  return { day, account, service, region: "us-east-1", recordType: "Credit", usageType: "Credit", unblended };
}

function refunds(month: Day): CloudCharge[] {
  const refund = refundIn(month);
  if (!refund) return [];
  const { name, usageType } = awsServices[refund.service];
  const unblended = amountOf(unitsFromDollars(-refund.dollars));
  const { day, account } = refund;
  return [{ day, account, service: name, region: "us-east-1", recordType: "Refund", usageType, unblended }];
}

/** Support and tax are shares of what the month has cost so far; they stand on its first day and grow with it. */
export function derivedLines(month: Day, lines: readonly CloudCharge[]): CloudCharge[] {
  const day = monthOf(month).from;
  const sums = new Map<string, bigint>();
  for (const { account, unblended } of lines) sums.set(account, (sums.get(account) ?? 0n) + unitsOf(unblended));
  const all = [...sums.values()].reduce((sum, cost) => sum + cost, 0n);
  const fee = support(all);
  sums.set(awsPayer.id, (sums.get(awsPayer.id) ?? 0n) + fee);
  return [supportLine(day, fee), ...taxed.flatMap((each) => taxLine(day, each, sums))];
}

const taxed: readonly { id: string; taxRate: number }[] = [...awsAccounts, { id: awsPayer.id, taxRate: 0.021 }];

/** Business support: a share of the month's spend that falls in steps. */
const steps = [
  { upTo: unitsFromDollars(10_000), percent: 10n },
  { upTo: unitsFromDollars(80_000), percent: 7n },
  { upTo: unitsFromDollars(250_000), percent: 5n },
  { upTo: null, percent: 3n },
];

function support(spend: bigint): bigint {
  let below = 0n;
  let fee = 0n;
  for (const { upTo, percent } of steps) {
    const through = upTo === null || spend < upTo ? spend : upTo;
    if (through > below) fee += ((through - below) * percent) / 100n;
    below = upTo ?? below;
  }
  return fee;
}

function supportLine(day: Day, fee: bigint): CloudCharge {
  return {
    day,
    account: awsPayer.id,
    service: supportService,
    region: "global",
    recordType: "Support",
    usageType: "Dollar",
    unblended: amountOf(fee),
  };
}

/** Invoices are taxed in whole cents. */
const CENT = 100_000_000n;

function taxLine(day: Day, { id, taxRate }: { id: string; taxRate: number }, sums: Map<string, bigint>): CloudCharge[] {
  const due = ((sums.get(id) ?? 0n) * BigInt(Math.round(taxRate * 1000))) / 1000n / CENT;
  if (due <= 0n) return [];
  const unblended = amountOf(due * CENT);
  return [
    { day, account: id, service: taxService, region: "NoRegion", recordType: "Tax", usageType: "Tax", unblended },
  ];
}
