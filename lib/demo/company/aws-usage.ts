import type { Day } from "../../focus/period";
import type { CloudCharge } from "../cloud/estate";
import { split, unitsFromDollars } from "../units";
import { type AwsAccount, awsAccounts, logisticsFleet } from "./aws-accounts";
import { type AwsService, type AwsServiceId, awsServices } from "./aws-services";
import { arrivedShare } from "./restatement";
import { knownShare, usageLevel } from "./rhythm";
import { fleetShares, storyFactor } from "./stories";

/** What one account used of one service in one region on a day, at on-demand prices. */
export type AwsUse = {
  account: AwsAccount;
  serviceId: AwsServiceId;
  service: AwsService;
  region: string;
  cost: bigint;
  /** The one resource that used it; left out where it is many. */
  resource?: NonNullable<CloudCharge["resource"]>;
};

const DAYS_A_MONTH = 30.4;

/** The stories may be left out, to see what the day would have cost without them. */
export type Telling = "as it happened" | "without stories";

export function awsUseOf(day: Day, today: Day, telling: Telling = "as it happened"): AwsUse[] {
  const known = knownShare(day, today);
  if (known === 0) return [];
  return awsAccounts.flatMap((account) =>
    monthlyUsage(account, day).flatMap(([serviceId, monthly]) => {
      const service: AwsService = awsServices[serviceId];
      const shape = { ...service, rhythm: account.rhythm ?? service.rhythm };
      const level = usageLevel(day, shape, `${account.id} ${serviceId}`);
      const factor = telling === "as it happened" ? storyFactor(account.id, serviceId, day) : 1;
      const cost = unitsFromDollars(
        (monthly / DAYS_A_MONTH) * level * factor * known * arrivedShare(serviceId, day, today),
      );
      return byRegion(account, service, cost).map(([region, part]) => ({
        account,
        serviceId,
        service,
        region,
        cost: part,
      }));
    }),
  );
}

function monthlyUsage({ id, usage }: AwsAccount, day: Day): [AwsServiceId, number][] {
  const own = Object.entries(usage) as [AwsServiceId, number][];
  if (id !== logisticsFleet.account) return own;
  const fleet = fleetShares(day).map(({ home, share }): [AwsServiceId, number] => [
    home,
    logisticsFleet.monthly * homePrice[home] * share,
  ]);
  return [...own, ...fleet];
}

/** Containers pack the fleet tighter than machines of its own did. */
const homePrice = { ec2: 1, ecs: 0.84, eks: 0.9 };

function byRegion({ regions }: AwsAccount, { place }: AwsService, cost: bigint): [string, bigint][] {
  if (place === "global") return [["global", cost]];
  const names = Object.keys(regions).slice(0, place === "every region" ? undefined : 1);
  const weights = names.map((name) => BigInt(Math.round((regions[name] ?? 0) * 1000)));
  const parts = split(cost, weights);
  return names.map((name, index) => [name, parts[index] ?? 0n]);
}
