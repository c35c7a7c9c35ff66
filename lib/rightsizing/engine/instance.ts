import { zero } from "../../focus/money";
import type { Instance } from "../../sources/inventory";
import { afterRemoval, costNow, hourly, isWorthIt, withoutMachine } from "./cost";
import { type Cost, type Judged, judged, type Look, type Option, optimal, skipped } from "./judged";
import { judgeSize } from "./machine";
import { confidenceOf, highest, isTooThin, largestDay, presentShare } from "./measure";
import { days, daysAgo, percent } from "./text";

/** AWS calls an instance idle below 5 % of CPU and 5 MB of network a day. */
const IDLE_CPU = 5;
const IDLE_BYTES = 5_000_000;

export function judgeInstance(look: Look, instance: Instance): Judged {
  const out = leftOut(look, instance);
  if (out) return skipped(out);
  if (instance.state === "stopped" || instance.state === "stopping") return judgeStopped(look, instance);
  const type = look.market.type(instance.instanceType);
  if (!type) return skipped(`The region's catalogue does not have the type ${instance.instanceType}.`);
  const { cpu } = instance.metrics;
  if (isTooThin(cpu)) return skipped("There are not 30 hours of measurements of its processor.");
  if (type.gpus > 0) return skipped("The use of its accelerators is not measured.");
  const idle = judgeIdle(look, instance);
  if (idle) return idle;
  const { platform, architecture } = instance;
  return judgeSize(look, {
    machine: instance,
    type: { ...type, architectures: [architecture] },
    priced: (instanceType) => ({ kind: "instance", instanceType, platform }),
    runsOnArm: platform !== "windows",
    gravitonEffort: "medium",
  });
}

function leftOut({ rules, now }: Look, instance: Instance): string | null {
  if (instance.lifecycle === "spot") return "Spot instances cost what the market asks and come and go by themselves.";
  if (instance.lifecycle === "capacity-block") return "A capacity block is paid for whatever its instances do.";
  if (instance.autoScalingGroup !== null) {
    return `It is part of the auto-scaling group ${instance.autoScalingGroup}: its size is set there.`;
  }
  if (instance.tenancy === "host") return "It runs on a dedicated host, which is paid for as a whole.";
  if (instance.state === "pending") return "It is just starting.";
  if (instance.createdAt !== null && instance.state === "running") {
    const age = daysAgo(instance.createdAt, now);
    if (age < rules.minimumAgeDays)
      return `It is ${days(age)} old; judged is what has run for ${days(rules.minimumAgeDays)}.`;
  }
  return null;
}

function judgeIdle(look: Look, instance: Instance): Judged | null {
  const { metrics, instanceType, platform } = instance;
  const cpu = highest(metrics.cpu);
  const traffic = [largestDay(metrics["network in"]), largestDay(metrics["network out"])];
  if (cpu === null || cpu >= IDLE_CPU || traffic.some((bytes) => bytes === null || bytes >= IDLE_BYTES)) return null;
  const cost = costNow(look, hourly({ kind: "instance", instanceType, platform }));
  const most = Math.max(...traffic.map((bytes) => bytes ?? 0));
  const how = `In ${days(look.rules.lookBackDays)} its processor never passed ${percent(cpu)} and no day had more than ${(most / 1e6).toFixed(1)} MB of network in or out.`;
  const option: Option | null = cost && {
    action: "delete",
    current: instanceType,
    target: "Terminated, after an image of it is taken",
    cost: afterRemoval(cost, look.bill),
    risks: { availability: 1 },
    effort: "low",
    restart: false,
    changes: [],
    how: [how],
    covers: [],
  };
  return judged("idle", how, {
    options: option && isWorthIt(option.cost, look.rules) ? [option] : [],
    confidence: confidenceOf(metrics.cpu),
    present: presentShare(metrics.cpu),
  });
}

/** A stopped instance is free; its volumes are not. */
function judgeStopped(look: Look, instance: Instance): Judged {
  const { rules, now } = look;
  if (instance.stateSince === null) return skipped("It is stopped; since when is not told.");
  const since = daysAgo(instance.stateSince, now);
  if (since < rules.unattachedDays) return optimal(`It is stopped since ${days(since)}.`);
  const cost = costOfVolumes(look, instance);
  if (!cost && instance.volumeIds.length === 0) {
    return optimal(`It is stopped since ${days(since)} and nothing of it costs.`);
  }
  const how = `It is stopped since ${days(since)}; its ${instance.volumeIds.length} volumes are paid for all the same.`;
  if (!cost) return judged("stopped", `${how} What they cost is not known.`);
  const option: Option = {
    action: "delete",
    current: `${instance.instanceType}, stopped`,
    target: "Terminated with its volumes, after snapshots are taken",
    cost,
    risks: { data: 1 },
    effort: "low",
    restart: false,
    changes: [],
    how: [how],
    covers: instance.volumeIds,
  };
  return judged("stopped", how, { options: isWorthIt(cost, rules) ? [option] : [] });
}

function costOfVolumes({ billOf, bill, machineBill }: Look, { volumeIds }: Instance): Cost | null {
  const bills = [withoutMachine(bill, machineBill), ...volumeIds.map(billOf)].filter((each) => each !== null);
  const [first] = bills;
  if (!first) return null;
  const same = bills.filter(({ currency }) => currency === first.currency);
  const now = same.reduce((sum, each) => sum.plus(each.now), zero);
  const list = same.reduce((sum, each) => sum.plus(each.list ?? each.now), zero);
  if (now.lte(0)) return null;
  const origin = same.find((each) => each.origin)?.origin ?? "paid";
  const { currency } = first;
  return { currency, listCurrency: currency, listNow: list, listAfter: zero, now, after: zero, origin };
}
