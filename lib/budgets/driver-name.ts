import { absentLabel, isTag, tagKey } from "../query/names";
import type { Driver } from "./drivers";

/** What a driver is called: "Amazon EC2, i-0abc in payments". */
export function driverName(driver: Driver): string {
  return [driverThing(driver), driverPlace(driver)].filter(Boolean).join(" in ");
}

/** "Amazon EC2, i-0abc" */
export function driverThing({ service, part }: Driver): string {
  const what = service ?? "No service";
  return part ? `${what}, ${partName(part)}` : what;
}

/** The account by its name; empty of charges without one. */
export function driverPlace({ account, accountName }: Driver): string {
  return accountName ?? account ?? "";
}

function partName({ dimension, value, name }: NonNullable<Driver["part"]>): string {
  if (value === null) return absentLabel(dimension).toLowerCase();
  return isTag(dimension) ? `${tagKey(dimension)} ${value}` : (name ?? value);
}
