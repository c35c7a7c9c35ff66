import { addDays, type Day, startOf } from "../../../focus/period";
import type { CloudResource, Use } from "../../cloud/inventory/resource";
import { awsAccounts } from "../aws-accounts";
import { hexDigits } from "../chance";
import { teams } from "../people";
import type { Expected } from "./expected";

export type KnownResource = CloudResource & { expected: Expected };

const accounts = new Map(awsAccounts.map((account) => [account.name, account]));

/** Where a resource is, whose it is, and since when; times are told in days before today. */
export type Home = { account: string; region?: string; age?: number; tags?: Record<string, string> };

/** What every resource has in common, in the account with this name. */
export function homeOf(name: string, { account: named, region = "us-east-1", age = 400, tags = {} }: Home, today: Day) {
  const account = accounts.get(named);
  if (!account) throw new Error(`The company has no account ${named}.`);
  const { team, environment } = account;
  const costCenter = teams[team].costCenter;
  return {
    account: account.id,
    region,
    name,
    tags: { Name: name, env: environment, team, "cost-center": costCenter, ...tags },
    createdAt: daysBefore(today, age),
  };
}

/** At an odd hour of the day, as people do things. */
export function daysBefore(today: Day, days: number): Date {
  return new Date(startOf(addDays(today, -days)).getTime() + 9.5 * 3_600_000);
}

export function shortId(prefix: string, ...words: string[]): string {
  return `${prefix}-0${hexDigits(16, prefix, ...words)}`;
}

export const steadily = (busy: number): Use => ({ busy, rest: busy, hours: "always" });
export const inOffice = (busy: number, rest: number): Use => ({ busy, rest, hours: "office" });
