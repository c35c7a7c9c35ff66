import type { Volume } from "../../sources/inventory";
import { afterRemoval, afterReplacement, costNow, isWorthIt, type Part } from "./cost";
import { type Change, type Judged, judged, type Look, type Measured, type Option, optimal, skipped } from "./judged";
import { confidenceOf, isTooThin, presentShare, rateOfAll } from "./measure";
import { days, daysAgo } from "./text";

const GP3 = { type: "gp3", iops: 3000, throughput: 125, mostIops: 16_000, mostThroughput: 1000 };

export function judgeVolume(look: Look, volume: Volume): Judged {
  if (volume.state === "available") return judgeUnattached(look, volume);
  if (volume.state !== "in-use") return skipped(`Its state is ${volume.state}.`);
  if (volume.attachedTo !== null && look.isStopped(volume.attachedTo)) {
    return optimal(`It belongs to the stopped instance ${volume.attachedTo}: the advice is there.`);
  }
  return judgePerformance(look, volume);
}

function judgeUnattached(look: Look, volume: Volume): Judged {
  const { rules, now } = look;
  const since = volume.stateSince ?? volume.createdAt;
  if (since === null) return skipped("It is not attached; since when is not told.");
  const age = daysAgo(since, now);
  if (age < rules.unattachedDays) return optimal(`It is not attached since ${days(age)}.`);
  const cost = costNow(look, partsOf(volume));
  const how = volume.stateSince
    ? `It is attached to nothing since ${days(age)}.`
    : `It is attached to nothing and ${days(age)} old; since when it is so, is not told.`;
  const option: Option | null = cost && {
    action: "delete",
    current: wordsOf(volume),
    target: "Deleted, after a snapshot is taken",
    cost: afterRemoval(cost, look.bill),
    risks: { data: 1 },
    effort: "low",
    restart: false,
    changes: [],
    how: [how],
    covers: [],
  };
  return judged("unattached", how, {
    options: option && isWorthIt(option.cost, rules) ? [option] : [],
    confidence: volume.stateSince ? "high" : "medium",
  });
}

/** What a volume offers, and what of it was used. */
type Use = { iops: Measured | null; throughput: Measured | null };

function judgePerformance(look: Look, volume: Volume): Judged {
  const { metrics } = volume;
  const use = usedBy(look, volume);
  const known = {
    measured: [use.iops, use.throughput].filter((each) => each !== null),
    confidence: isTooThin(metrics["read operations"]) ? ("medium" as const) : confidenceOf(metrics["read operations"]),
    present: presentShare(metrics["read operations"]),
  };
  const target = targetOf(volume, use, look);
  if (!target) return optimal("Its kind of storage fits what it is used for.", known);
  const cost = costNow(look, partsOf(volume));
  if (!cost) return skipped("There is no price for it, neither on the bill nor in the price list.");
  const after = afterReplacement(look, cost, { from: partsOf(volume), to: partsOf(target) });
  if (!(after && isWorthIt(after, look.rules))) return optimal("No other kind of storage is cheaper for it.", known);
  const isSameType = target.volumeType === volume.volumeType;
  const reason = isSameType ? "More operations are paid for than were ever used." : typeReason(volume);
  const option: Option = {
    action: "change_storage",
    current: wordsOf(volume),
    target: wordsOf(target),
    cost: after,
    risks: { volumes: use.iops ? 0 : 1 },
    effort: "very_low",
    restart: false,
    changes: changesOf(volume, target),
    how: [howUsed(use), `${wordsOf(target)} keeps what was used, with a fifth of head-room.`],
    covers: [],
  };
  const verdict =
    volume.volumeType === "gp2" || volume.volumeType === "standard" ? "previous_generation" : "over_provisioned";
  return judged(verdict, reason, { ...known, options: [option] });
}

function typeReason({ volumeType }: Volume): string {
  return volumeType === "gp2" || volumeType === "standard"
    ? "gp3 does the same for less."
    : `gp3 does what it is used for; ${volumeType} is paid for more than that.`;
}

function usedBy({ rules: { percentile } }: Look, { metrics }: Volume): Use {
  const iops = { percentile, unit: "a second" };
  const mib = { percentile, unit: "MiB a second", scale: (bytes: number) => bytes / 1_048_576 };
  return {
    iops: rateOfAll("volume operations", [metrics["read operations"], metrics["write operations"]], iops),
    throughput: rateOfAll("volume bandwidth", [metrics["bytes read"], metrics["bytes written"]], mib),
  };
}

/** The cheaper volume that does what this one was seen to do; null where it is right as it is. */
function targetOf(volume: Volume, { iops, throughput }: Use, { rules }: Look): Volume | null {
  const offered = offeredBy(volume);
  if (!offered) return null;
  const head = (used: number) => Math.ceil(used * (1 + Math.max(rules.cpuHeadroom, 0.2)));
  // What is not measured keeps what it has.
  const neededIops = iops ? head(iops.max) : offered.iops;
  const neededThroughput = throughput ? head(throughput.max) : offered.throughput;
  if (neededIops > GP3.mostIops || neededThroughput > GP3.mostThroughput) return null;
  const target: Volume = {
    ...volume,
    volumeType: GP3.type,
    iops: Math.min(offered.iops, Math.max(GP3.iops, neededIops)),
    throughput: Math.min(Math.max(offered.throughput, GP3.throughput), Math.max(GP3.throughput, neededThroughput)),
  };
  target.iops = Math.max(GP3.iops, target.iops ?? 0);
  const isSame =
    volume.volumeType === "gp3" &&
    target.iops === offered.iops &&
    target.throughput === Math.max(offered.throughput, GP3.throughput);
  return isSame ? null : target;
}

/** Operations and throughput that come with a volume; null of kinds that gp3 is no substitute for. */
function offeredBy({ volumeType, sizeGib, iops, throughput }: Volume): { iops: number; throughput: number } | null {
  if (volumeType === "gp3") return { iops: iops ?? GP3.iops, throughput: throughput ?? GP3.throughput };
  if (volumeType === "gp2") {
    return { iops: Math.min(16_000, Math.max(100, 3 * sizeGib)), throughput: sizeGib < 170 ? 128 : 250 };
  }
  if (volumeType === "standard") return { iops: 200, throughput: 90 };
  if (volumeType === "io1" || volumeType === "io2") {
    return { iops: iops ?? 0, throughput: Math.min(1000, ((iops ?? 0) * 256) / 1024) };
  }
  return null;
}

/** What a volume is paid by. */
function partsOf({ volumeType, sizeGib, iops, throughput }: Volume): Part[] {
  const parts: Part[] = [{ of: { kind: "volume", volumeType }, units: sizeGib }];
  const moreIops = volumeType === "gp3" ? (iops ?? GP3.iops) - GP3.iops : volumeType.startsWith("io") ? (iops ?? 0) : 0;
  const moreThroughput = volumeType === "gp3" ? (throughput ?? GP3.throughput) - GP3.throughput : 0;
  if (moreIops > 0) parts.push({ of: { kind: "volume iops", volumeType }, units: moreIops });
  if (moreThroughput > 0) parts.push({ of: { kind: "volume throughput", volumeType }, units: moreThroughput });
  return parts;
}

/** What a volume costs a month, on the bill or at the rates of its parts. */
export const costOfVolume = (look: Look, volume: Volume) => costNow(look, partsOf(volume));

/** A volume in the words that advice describes it by. */
export function wordsOf({ volumeType, sizeGib, iops, throughput }: Volume): string {
  const more = [
    iops === null || volumeType === "gp2" ? "" : `${iops} IOPS`,
    throughput === null || volumeType !== "gp3" ? "" : `${throughput} MiB/s`,
  ];
  return [`${volumeType} ${sizeGib} GiB`, ...more].filter(Boolean).join(", ");
}

function changesOf(from: Volume, to: Volume): Change[] {
  const [before, after] = [offeredBy(from), offeredBy(to)];
  const all: Change[] = [
    { what: "Volume type", from: from.volumeType, to: to.volumeType },
    { what: "IOPS", from: String(before?.iops ?? "-"), to: String(after?.iops ?? "-") },
    { what: "Throughput", from: `${before?.throughput ?? "-"} MiB/s`, to: `${after?.throughput ?? "-"} MiB/s` },
  ];
  return all.filter((change) => change.from !== change.to);
}

function howUsed({ iops, throughput }: Use): string {
  if (!iops) return "Its operations are not measured: it keeps as many as it has.";
  const bytes = throughput ? ` and ${throughput.max.toFixed(1)} MiB` : "";
  return `At most ${Math.ceil(iops.max)} operations${bytes} a second were measured.`;
}
