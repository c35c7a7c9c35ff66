import type { Address, Bucket, LoadBalancer, NatGateway, PricedThing, Snapshot } from "../../sources/inventory";
import { afterRemoval, costNow, hourly, isWorthIt, type Part } from "./cost";
import { type Judged, judged, type Look, type Option, optimal, skipped } from "./judged";
import { confidenceOf, highest, isTooThin, largestDay, presentShare } from "./measure";
import { days, daysAgo } from "./text";

/** Health checks and address announcements move a little even where nobody uses it. */
const QUIET_BYTES_A_DAY = 1_000_000;

export function judgeSnapshot(look: Look, snapshot: Snapshot): Judged {
  if (snapshot.state !== "completed") return skipped(`Its state is ${snapshot.state}.`);
  if (snapshot.usedByImages.length > 0) return skipped(`The image ${snapshot.usedByImages[0]} starts from it.`);
  if (snapshot.createdAt === null) return skipped("When it was made is not told.");
  const age = daysAgo(snapshot.createdAt, look.now);
  if (age < look.rules.snapshotDays) return optimal(`It is ${days(age)} old.`);
  const { tier, sizeGib } = snapshot;
  const parts = [{ of: { kind: "snapshot", tier } as const, units: sizeGib }];
  const how = `It is ${days(age)} old and no image starts from it.`;
  const upper = look.bill ? "" : ` Its price is an upper bound: it holds at most ${sizeGib} GiB.`;
  return removed(
    look,
    { verdict: "outdated", parts, how: `${how}${upper}`, current: `Snapshot of ${sizeGib} GiB`, data: 1 },
    look.bill ? "high" : "low",
  );
}

export function judgeAddress(look: Look, address: Address): Judged {
  if (address.associatedWith !== null) return optimal(`It is used by ${address.associatedWith}.`);
  const how = "It is associated with nothing.";
  return removed(
    look,
    { verdict: "unused", parts: hourly({ kind: "address" }), how, current: address.publicIp, data: 0 },
    "high",
  );
}

export function judgeBalancer(look: Look, balancer: LoadBalancer): Judged {
  const { balancerType, targets, createdAt } = balancer;
  const young = tooYoung(look, createdAt);
  if (young) return young;
  const thing: PricedThing = { kind: "load balancer", balancerType };
  const idle = { verdict: "idle" as const, parts: hourly(thing), current: `${balancerType} load balancer`, data: 0 };
  if (targets.registered === 0) return removed(look, { ...idle, how: "No target is registered with it." }, "high");
  const { metrics } = balancer;
  const series = metrics.requests ?? metrics["bytes processed"];
  if (isTooThin(series)) return skipped("There are not 30 hours of measurements of its traffic.");
  const known = { confidence: confidenceOf(series), present: presentShare(series) };
  const requests = largestDay(metrics.requests) ?? 0;
  const bytes = largestDay(metrics["bytes processed"]) ?? 0;
  if (requests > 0 || bytes >= QUIET_BYTES_A_DAY) return optimal("It is used.", known);
  return removed(look, { ...idle, how: `It had no request in ${days(look.rules.lookBackDays)}.` }, known.confidence);
}

export function judgeNat(look: Look, nat: NatGateway): Judged {
  if (nat.state !== "available") return skipped(`Its state is ${nat.state}.`);
  const young = tooYoung(look, nat.createdAt);
  if (young) return young;
  const series = nat.metrics["bytes processed"] ?? nat.metrics["network out"];
  if (isTooThin(series)) return skipped("There are not 30 hours of measurements of its traffic.");
  const most = largestDay(series) ?? 0;
  const known = { confidence: confidenceOf(series), present: presentShare(series) };
  if (most >= QUIET_BYTES_A_DAY) return optimal("It is used.", known);
  const how = `No day of ${days(look.rules.lookBackDays)} had more than ${(most / 1e6).toFixed(2)} MB through it.`;
  return removed(
    look,
    { verdict: "idle", parts: hourly({ kind: "nat gateway" }), how, current: "NAT gateway", data: 0 },
    known.confidence,
  );
}

const GIB = 1024 ** 3;
/** Below this a rule is more work than it can ever save. */
const LEAST_GIB = 1;

export function judgeBucket(look: Look, bucket: Bucket): Judged {
  if (bucket.hasLifecycle === null) return skipped("Its lifecycle rules may not be read.");
  if (bucket.hasLifecycle) return optimal("It has lifecycle rules.");
  const { metrics } = bucket;
  const [bytes, objects] = [highest(metrics["bytes stored"]), highest(metrics.objects)];
  if (objects === 0) return optimal("It is empty.");
  const gib = bytes === null ? null : bytes / GIB;
  if (gib !== null && gib < LEAST_GIB) return optimal("It holds less than 1 GiB: a rule would save next to nothing.");
  const holds =
    gib === null ? "" : `It holds ${whole(gib)} GiB${objects === null ? "" : ` in ${whole(objects)} objects`}. `;
  const how = `${holds}No rule moves or deletes old objects. What a rule saves depends on the age of the objects, which is not measured.`;
  const parts: Part[] = gib === null ? [] : [{ of: { kind: "bucket storage" }, units: gib }];
  const cost = costNow(look, parts);
  const option: Option | null = cost && {
    action: "add_lifecycle",
    current: "No lifecycle rules",
    target: "Old objects in a cheaper class, incomplete uploads removed after 7 days",
    cost,
    risks: { data: 0 },
    effort: "low",
    restart: false,
    changes: [],
    how: [how],
    covers: [],
  };
  return judged("no_lifecycle", how, { options: option ? [option] : [], confidence: "low" });
}

const whole = (value: number) => Math.round(value).toLocaleString("en");

function tooYoung({ now, rules }: Look, createdAt: Date | null): Judged | null {
  if (createdAt === null) return null;
  const age = daysAgo(createdAt, now);
  return age < rules.minimumAgeDays
    ? skipped(`It is ${days(age)} old; judged is what has run for ${days(rules.minimumAgeDays)}.`)
    : null;
}

type Unneeded = {
  verdict: "outdated" | "unused" | "idle";
  parts: Part[];
  how: string;
  current: string;
  data: number;
};

function removed(
  look: Look,
  { verdict, parts, how, current, data }: Unneeded,
  confidence: Judged["confidence"],
): Judged {
  const cost = costNow(look, parts);
  const option: Option | null = cost && {
    action: "delete",
    current,
    target: "Deleted",
    cost: afterRemoval(cost, look.bill),
    risks: { data },
    effort: "very_low",
    restart: false,
    changes: [],
    how: [how],
    covers: [],
  };
  return judged(verdict, how, { confidence, options: option && isWorthIt(option.cost, look.rules) ? [option] : [] });
}
