import { type Day, daysInMonth } from "../../focus/period";
import type { CloudCharge } from "../cloud/estate";
import { unitsFromDollars } from "../units";
import { type AwsAccount, awsAccounts } from "./aws-accounts";
import { reservedShare } from "./aws-commitments";
import { type AwsService, type AwsServiceId, awsServices } from "./aws-services";
import type { AwsUse } from "./aws-usage";
import { estateResources } from "./estate-resources";
import type { KnownResource } from "./resources/known";
import { type Part, partsOf } from "./resources/monthly-cost";
import { listPriceOf } from "./resources/price-list";
import { meterOf } from "./resources/usage-types";
import { knownShare } from "./rhythm";

type BilledResource = NonNullable<CloudCharge["resource"]>;

/** One resource's part of the bill, the same on each day but for the length of the month. */
type Billed = {
  account: AwsAccount;
  serviceId: AwsServiceId;
  service: AwsService;
  region: string;
  resource: BilledResource;
  part: Part;
};

/** Resources younger than this are too new for the bill: what is billed once must not depend on the day it is seen. */
const LASTING_DAYS = 60;
const ANY_DAY: Day = "2026-06-01";

let known: Map<string, Billed[]> | null = null;

/** What resources cost is taken out of what their account uses of the service: the bill's sums stay as they are. */
export function withResources(uses: readonly AwsUse[], day: Day, today: Day): AwsUse[] {
  const share = knownShare(day, today);
  if (share === 0) return [...uses];
  known ??= byPlace();
  const found = new Set<string>();
  const split = uses.flatMap((use) => {
    const place = placeOf(use.account.id, use.serviceId, use.region);
    const billed = known?.get(place);
    if (!billed) return [use];
    found.add(place);
    const own = billed.map((each) => resourceUse(each, day, share));
    const taken = own.reduce((sum, { cost }) => sum + cost, 0n);
    const least = reservedShare(use, day, today)?.onDemand ?? 0n;
    const rest = use.cost - taken > least ? use.cost - taken : least;
    return [...own, ...(rest > 0n ? [{ ...use, cost: rest }] : [])];
  });
  const others = [...known].filter(([place]) => !found.has(place)).flatMap(([, billed]) => billed);
  return [...split, ...others.map((each) => resourceUse(each, day, share))];
}

const placeOf = (account: string, service: string, region: string) => `${account} ${service} ${region}`;

function resourceUse({ part, ...billed }: Billed, day: Day, share: number): AwsUse {
  const times = part.per === "hour" ? 24 : 1 / daysInMonth(day);
  return { ...billed, cost: unitsFromDollars(billed.service.price * part.units * times * share) };
}

function byPlace(): Map<string, Billed[]> {
  const places = new Map<string, Billed[]>();
  for (const billed of estateResources(ANY_DAY).filter(isLasting).flatMap(billedParts)) {
    const place = placeOf(billed.account.id, billed.serviceId, billed.region);
    places.set(place, [...(places.get(place) ?? []), billed]);
  }
  return places;
}

function isLasting({ facts: { createdAt } }: KnownResource): boolean {
  const age = createdAt ? (new Date(ANY_DAY).getTime() - createdAt.getTime()) / 86_400_000 : LASTING_DAYS;
  return age >= LASTING_DAYS - 1;
}

function billedParts({ facts, use }: KnownResource): Billed[] {
  const account = awsAccounts.find(({ id }) => id === facts.account);
  if (!account) return [];
  return partsOf(facts, use).map((part) => {
    const { serviceId, ...meter } = meterOf(part.of, account.usage);
    const { id, name, tags, region } = facts;
    const price = listPriceOf(region, part.of);
    const service = { ...awsServices[serviceId], instanceType: undefined, ...meter, price } as AwsService;
    return { account, serviceId, service, region, resource: { id, name, type: types[facts.kind], tags }, part };
  });
}

/** As AWS's exports name types of resources. */
const types: Record<KnownResource["facts"]["kind"], string> = {
  instance: "Instance",
  volume: "Volume",
  snapshot: "Snapshot",
  address: "Elastic IP",
  "load balancer": "Load Balancer",
  "nat gateway": "NAT Gateway",
  database: "DB Instance",
  bucket: "Bucket",
};
