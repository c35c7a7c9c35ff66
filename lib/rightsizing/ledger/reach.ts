import { type Coverable, coverableIn } from "./skus";

/** What a commitment can be used for; what is null may be any. */
export type Reach = { service: Coverable | "compute"; region: string | null; family: string | null };

type Covered = { type: string | null; region: string | null; meter: string | null; details: string | null };

/**
 * What the commitment that covered some usage could cover instead: all compute, all databases, or else what is of the
 * kind, region and family of that usage, as reservations and plans for instances are. Null where nothing is known of it.
 */
export function reachOf({ type, region, meter, details }: Covered): Reach | null {
  const text = type ?? "";
  if (/sage ?maker/i.test(text)) return null;
  const isPlan = /saving/i.test(text);
  if (isPlan && /compute/i.test(text)) return { service: "compute", region: null, family: null };
  if (isPlan && /database/i.test(text)) return { service: "database", region: null, family: null };
  const usage = coverableIn({ meter, details });
  return usage && { ...usage, region };
}

type Usage = { service: string; region: string | null; family: string | null };

export function isWithin(reach: Reach, usage: Usage): boolean {
  const isService =
    reach.service === "compute"
      ? usage.service === "instance" || usage.service === "serverless"
      : reach.service === usage.service;
  const is = (name: "region" | "family") => reach[name] === null || reach[name] === usage[name];
  return isService && is("region") && is("family");
}
