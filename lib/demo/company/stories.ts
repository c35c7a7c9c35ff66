import { addDays, addMonths, type Day, monthOf, startOf } from "../../focus/period";
import type { AwsServiceId } from "./aws-services";
import type { TeamId } from "./people";
import { monthIndex } from "./rhythm";

/** Something that happened to one service of one account, with the cause an engineer would find. */
export type Story = {
  id: string;
  account: string;
  service: AwsServiceId;
  /** What the usual cost is multiplied by. */
  factor: number;
  cause: string;
};

/** A short spike: it comes back so many months later, so that any fourteen months contain it. */
export type Anomaly = Story & { first: Day; days: number; everyMonths: number };

export const anomalies: readonly Anomaly[] = [
  {
    id: "runaway-lambda",
    account: "213450987612",
    service: "lambda",
    factor: 11,
    first: "2026-02-17",
    days: 2,
    everyMonths: 14,
    cause: "A function that resizes pictures wrote into the bucket that triggers it and called itself for 40 hours.",
  },
  {
    id: "forgotten-gpus",
    account: "324561098724",
    service: "gpuEc2",
    factor: 14,
    first: "2026-06-12",
    days: 4,
    everyMonths: 14,
    cause: "A training cluster of GPU instances was left running over a long weekend after the experiment had failed.",
  },
  {
    id: "debug-logging",
    account: "268905432167",
    service: "cloudwatch",
    factor: 7,
    first: "2026-10-14",
    days: 6,
    everyMonths: 14,
    cause:
      "A release switched debug logging on for every parcel scan; log ingestion multiplied until it was rolled back.",
  },
];

/** The first day of the anomaly in the month, if it happens there. */
export function anomalyStart({ first, everyMonths }: Anomaly, month: Day): Day | null {
  const apart = monthIndex(month) - monthIndex(first);
  return apart % everyMonths === 0 ? addDays(monthOf(month).from, Number(first.slice(8)) - 1) : null;
}

/** A lasting rise within one month that takes its team over budget; each month it is another team's turn. */
export type Overspend = Story & { team: TeamId; fromDayOfMonth: number };

const overspends: readonly Overspend[] = [
  {
    id: "nat-instead-of-endpoint",
    team: "payments",
    account: "246783210945",
    service: "nat",
    factor: 7.5,
    fromDayOfMonth: 9,
    cause: "A route change sent the traffic to S3 through the NAT gateway instead of the VPC endpoint.",
  },
  {
    id: "second-search-domain",
    team: "storefront",
    account: "213450987612",
    service: "opensearch",
    factor: 2.9,
    fromDayOfMonth: 5,
    cause: "The old search domain was kept beside the new one after a re-index.",
  },
  {
    id: "doubled-shards",
    team: "logistics",
    account: "268905432167",
    service: "kinesis",
    factor: 3.4,
    fromDayOfMonth: 7,
    cause: "Shards were split for a load test and never merged again.",
  },
  {
    id: "hourly-rebuild",
    team: "data",
    account: "291238765490",
    service: "glue",
    factor: 2.6,
    fromDayOfMonth: 4,
    cause: "A nightly job was scheduled hourly by a mistake in its cron expression.",
  },
  {
    id: "always-on-endpoint",
    team: "recommendations",
    account: "313450987613",
    service: "sagemaker",
    factor: 1.9,
    fromDayOfMonth: 6,
    cause: "A model endpoint was sized for the peak of the sale and left at that size.",
  },
  {
    id: "verbose-tracing",
    team: "platform",
    account: "357894321057",
    service: "cloudwatch",
    factor: 2.7,
    fromDayOfMonth: 8,
    cause: "Tracing was raised from one to ten percent of requests on the shared gateway.",
  },
];

/** Whose turn it is; November 2026 is the payments team's. */
export function overspendOf(month: Day): Overspend {
  const turn = monthIndex(month) - monthIndex("2026-11-01");
  const [first] = overspends;
  const story = overspends[((turn % overspends.length) + overspends.length) % overspends.length] ?? first;
  if (!story) throw new Error("There is no overspend story.");
  return story;
}

/** What the stories of the day multiply the service's usual cost by. */
export function storyFactor(account: string, service: AwsServiceId, day: Day): number {
  const dayOfMonth = Number(day.slice(8));
  const overspend = overspendOf(day);
  const risen = isAbout(overspend, account, service) && dayOfMonth >= overspend.fromDayOfMonth;
  return anomalies
    .filter((each) => isAbout(each, account, service))
    .reduce(
      (factor, anomaly) => {
        const start = anomalyStart(anomaly, day);
        const strikes = start !== null && day >= start && day < addDays(start, anomaly.days);
        return strikes ? factor * anomaly.factor : factor;
      },
      risen ? overspend.factor : 1,
    );
}

function isAbout(story: Story, account: string, service: AwsServiceId): boolean {
  return story.account === account && story.service === service;
}

/** The delivery software moves once a year, from March to July; each new home is a little cheaper. */
export const fleetHomes = ["ec2", "ecs", "eks"] as const;
export type FleetHome = (typeof fleetHomes)[number];

/** Where the fleet runs that day and with which share of its cost; both homes during the move. */
export function fleetShares(day: Day): { home: FleetHome; share: number }[] {
  const year = Number(day.slice(0, 4));
  const [from, to] = [homeBefore(year), homeBefore(year + 1)];
  const moved = elapsed(`${year}-03-09`, `${year}-07-20`, day);
  if (moved <= 0) return [{ home: from, share: 1 }];
  if (moved >= 1) return [{ home: to, share: 1 }];
  // Traffic follows the machines with a delay: for a while both are paid.
  const overlap = 0.6 * moved * (1 - moved);
  return [
    { home: from, share: 1 - moved + overlap / 2 },
    { home: to, share: moved + overlap / 2 },
  ];
}

/** True in the months of the move and the two after, in which AWS pays a part of it. */
export function isMigrationCredited(month: Day): boolean {
  const inYear = Number(month.slice(5, 7));
  return inYear >= 4 && inYear <= 9;
}

/** The refund that support granted in the month after the logging accident. */
export function refundIn(month: Day): { account: string; service: AwsServiceId; day: Day; dollars: number } | null {
  const logging = anomalies.find(({ id }) => id === "debug-logging");
  if (!(logging && anomalyStart(logging, addMonths(month, -1)))) return null;
  return { account: logging.account, service: logging.service, day: addDays(monthOf(month).from, 11), dollars: 864.2 };
}

function homeBefore(year: number): FleetHome {
  const turns = (((year - 2026) % fleetHomes.length) + fleetHomes.length) % fleetHomes.length;
  return fleetHomes[turns] ?? "ec2";
}

function elapsed(from: Day, to: Day, day: Day): number {
  const [start, end, at] = [startOf(from), startOf(to), startOf(day)].map((each) => each.getTime());
  return ((at ?? 0) - (start ?? 0)) / ((end ?? 1) - (start ?? 0));
}
