import type { Day } from "../../focus/period";
import type { CloudCharge } from "../cloud/estate";
import { amountOf, unitsFromDollars } from "../units";
import { awsPayer } from "./aws-accounts";
import { planSpending, reservedShare } from "./aws-commitments";
import { awsServices, planService } from "./aws-services";
import { type AwsUse, awsUseOf } from "./aws-usage";
import { withResources } from "./resource-use";
import { isSettled, strayLine } from "./restatement";

/** Usage of a day as it stands on the bill: on demand, reserved, covered by the plan, and the plan's own hours. */
export function dayLines(day: Day, today: Day): CloudCharge[] {
  const uses = withResources(awsUseOf(day, today), day, today);
  const plannable = uses.filter(({ service }) => service.plannable);
  const plan = planSpending(plannable, day, today);
  const onDemand = uses.filter(({ service }) => !service.plannable);
  return [
    ...onDemand.flatMap((use) => withDiscount(reserved(use, day, today))),
    ...plannable.flatMap((use, index) => planned(use, day, plan.arn, plan.covered[index])),
    ...planFee(day, plan),
    ...stray(day, today),
  ];
}

type Pending = { use: AwsUse; day: Day; rest: bigint; lines: CloudCharge[] };

function reserved(use: AwsUse, day: Day, today: Day): Pending {
  const share = use.resource ? null : reservedShare(use, day, today);
  if (!share) return { use, day, rest: use.cost, lines: [] };
  const line = lineOf(use, day, "DiscountedUsage", 0n, share.onDemand);
  const covered = { ...line, amortized: amountOf(share.effective), commitment: share.id };
  return { use, day, rest: use.cost - share.onDemand, lines: [covered] };
}

/** CloudFront has a negotiated price: the list price is billed and the discount stands beside it. */
function withDiscount({ use, day, rest, lines }: Pending): CloudCharge[] {
  const usage = lineOf(use, day, "Usage", rest);
  if (use.serviceId !== "cloudfront") return [...lines, usage];
  const discount = (rest * 12n) / 100n;
  return [
    ...lines,
    { ...usage, netUnblended: amountOf(rest - discount), netAmortized: amountOf(rest - discount) },
    { ...lineOf(use, day, "PrivateRateDiscount", -discount, 0n), netUnblended: "0", netAmortized: "0" },
  ];
}

/** Covered use costs the plan's price when spread, and on the bill nothing: the negation takes the rate away again. */
function planned(use: AwsUse, day: Day, commitment: string, covered = { effective: 0n, onDemand: 0n }): CloudCharge[] {
  const { effective, onDemand } = covered;
  const rest = use.cost - onDemand;
  const usage = rest > 0n ? [lineOf(use, day, "Usage", rest)] : [];
  if (onDemand === 0n) return usage;
  return [
    ...usage,
    { ...lineOf(use, day, "SavingsPlanCoveredUsage", onDemand), amortized: amountOf(effective), commitment },
    { ...lineOf(use, day, "SavingsPlanNegation", -onDemand, 0n), amortized: "0", commitment },
  ];
}

function planFee(day: Day, { arn, committed, unused }: ReturnType<typeof planSpending>): CloudCharge[] {
  if (committed === 0n) return [];
  const fee = {
    day,
    account: awsPayer.id,
    service: planService,
    region: "global",
    recordType: "SavingsPlanRecurringFee",
    usageType: "ComputeSP:1yrNoUpfront",
    unblended: amountOf(committed),
    amortized: amountOf(unused),
    commitment: arn,
  };
  return [fee];
}

function stray(day: Day, today: Day): CloudCharge[] {
  const { account, service, dollars, fromDayOfMonth } = strayLine;
  if (Number(day.slice(8)) !== fromDayOfMonth || day > today || isSettled(day, today)) return [];
  const { name, usageType, operation } = awsServices[service];
  const unblended = amountOf(unitsFromDollars(dollars));
  return [{ day, account, service: name, region: "us-east-1", recordType: "Usage", usageType, operation, unblended }];
}

const regionPrefix: Record<string, string> = { "eu-west-1": "EUW1-", "us-east-1": "" };

const PRICE_UNITS = 1_000_000_000_000n;

/** One line; the quantity follows from the cost at list price unless another cost is what was used. */
function lineOf(use: AwsUse, day: Day, recordType: string, unblended: bigint, used = unblended): CloudCharge {
  const { account, service, region } = use;
  const price = BigInt(Math.round(service.price * Number(PRICE_UNITS)));
  return {
    day,
    account: account.id,
    service: service.name,
    region,
    recordType,
    usageType: `${regionPrefix[region] ?? ""}${service.usageType}`,
    operation: service.operation,
    unblended: amountOf(unblended),
    quantity: amountOf((used * PRICE_UNITS) / price),
    unit: service.unit,
    ...(service.instanceType && { instanceType: service.instanceType }),
    ...(use.resource && { resource: use.resource }),
  };
}
