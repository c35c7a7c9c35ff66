import type { Statistic } from "../../../sources/metric-series";
import type { CloudResource, Hours, Use } from "./resource";

/** What CloudWatch has of one hour, counted from 1970; null where it has nothing. The same on every machine and run. */
export function valueAt(
  { loss, facts }: CloudResource,
  use: Use,
  { hour, seed, statistic }: { hour: number; seed: number; statistic: Statistic },
): number | null {
  if (facts.createdAt && hour * HOUR < facts.createdAt.getTime()) return null;
  const dice = mixed(seed ^ hour);
  if (loss?.kind === "nan") return Number.NaN;
  if (loss?.kind === "one point" && hour % ONLY_HOUR !== 0) return null;
  if (loss?.kind === "gaps" && dice % 1000 < loss.share * 1000) return null;
  const top = isBusy(use.hours, hour) ? use.busy : use.rest;
  const maximum = top * (0.94 + 0.06 * (dice / 4_294_967_296));
  return Math.round(maximum * shares[statistic] * 1000) / 1000;
}

const HOUR = 3_600_000;
/** One hour in two weeks. */
const ONLY_HOUR = 336;

/** Against the highest value of the hour; what is counted is told by the hour as it is. */
const shares: Record<Statistic, number> = { average: 0.85, maximum: 1, minimum: 0.7, sum: 1 };

/** 1 January 1970 was a Thursday. */
function isBusy(hours: Hours, hour: number): boolean {
  if (hours === "always") return true;
  const ofDay = hour % 24;
  const weekday = (Math.floor(hour / 24) + 4) % 7;
  return weekday >= 1 && weekday <= 5 && ofDay >= 8 && ofDay < 18;
}

/** The finaliser of MurmurHash3. */
function mixed(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
