import type { Scope } from "../auth/scope";
import { Money, sumOf } from "../focus/money";
import { type Contributor, type ContributorPeriods, contributorsOfMany } from "../query/contributors-of-many";
import { finerContributors, firstSeenOf } from "../query/finer-contributors";
import { labelsOf } from "../query/labels";
import { type Dimension, isTag, type TagDimension } from "../query/names";
import type { Reader } from "../query/snapshot";
import { trackedKeys } from "../query/tracked-keys";
import type { Budget } from "./budget";
import { type Driver, type Drivers, driversOf } from "./drivers";
import { explainedDrivers } from "./explained-drivers";
import type { PeriodVerdict } from "./judge";
import { comparedPeriods, overrunOf } from "./overrun";
import { manyScope } from "./read-spend";
import type { Figures } from "./verdict";

/** A budget that is over, or ahead of its pace, in a period. */
export type Overspent = {
  budget: Budget;
  verdict: Pick<PeriodVerdict, "period" | "ended" | "dataThrough"> & { figures: Figures };
};

/** What each service of each account cost in the scopes of these budgets, read together. */
export async function contributorsTo(read: Reader, scope: Scope, overspent: Overspent[]): Promise<Contributor[][]> {
  return await contributorsOfMany(
    read,
    scope,
    overspent.map(({ budget, verdict }) => ({
      scope: manyScope(budget),
      periods: comparedPeriods(budget, verdict),
    })),
  );
}

/**
 * The overrun taken apart by service and account; where there is one service or one account alone, as finely as five
 * parts still tell most of it. Each driver with its names and with what its change is made of.
 */
export async function foundDrivers(
  read: Reader,
  scope: Scope,
  { budget, verdict }: Overspent,
  contributors: Contributor[],
): Promise<Drivers> {
  const { figures } = verdict;
  const overrun = overrunOf(figures);
  const periods = comparedPeriods(budget, verdict);
  const coarse = driversOf(overrun, contributors);
  const isWorth = coarse.drivers.length > 0 && isOfOne(contributors);
  const finer = isWorth ? await finerLevels(read, scope, budget, periods) : [];
  const levels = finer.filter(isApart).map((each) => driversOf(overrun, each));
  const seen = (parts: Driver[]) => firstSeenOf(read, scope, { scope: manyScope(budget), periods }, parts);
  const telling = levels.find(isTelling);
  const drivers = telling ? { ...telling, drivers: await seen(telling.drivers) } : coarse;
  const explained = await explainedDrivers(read, scope, { budget, periods, elapsedDays: figures.elapsedDays, drivers });
  return { ...explained, drivers: await withNames(read, scope, explained.drivers) };
}

function isOfOne(contributors: Contributor[]): boolean {
  const costing = contributors.filter(({ now, before }) => now !== "0" || before !== "0");
  const count = (of: "service" | "account") => new Set(costing.map((each) => each[of])).size;
  return count("service") === 1 || count("account") === 1;
}

const MOST_TAGS = 4;

/** From the finest to the coarsest. */
async function finerLevels(
  read: Reader,
  scope: Scope,
  budget: Budget,
  periods: ContributorPeriods,
): Promise<Contributor[][]> {
  const asked = new Set<Dimension>(budget.where.map(({ dimension }) => dimension));
  const tags = [...(await trackedKeys(read, scope))]
    .flatMap((keys): TagDimension[] => {
      const [key, second] = JSON.parse(keys) as string[];
      return key === undefined || second !== undefined ? [] : [`tag.${key}`];
    })
    .filter((tag) => !asked.has(tag))
    .sort()
    .slice(0, MOST_TAGS);
  return await finerContributors(read, scope, {
    scope: manyScope(budget),
    periods,
    by: ["resource", ...tags, "region"],
  });
}

const MOST_OF_IT = 0.5;

/** Which resource it is says something also of a single one; the only region or team there is says nothing. */
function isApart(contributors: Contributor[]): boolean {
  const [first] = contributors;
  return first?.part?.dimension === "resource" || contributors.some(({ part }) => part?.value !== first?.part?.value);
}

/** Whether what has a name makes up most of the overrun. */
function isTelling({ overrun, drivers }: Drivers): boolean {
  const named = drivers.filter(({ part }) => part?.value != null);
  const told = sumOf(named.map(({ amount }) => amount));
  return told.gt(0) && told.gte(new Money(overrun).times(MOST_OF_IT));
}

async function withNames(read: Reader, scope: Scope, drivers: Driver[]): Promise<Driver[]> {
  const rows = drivers.map(({ account, part }) => ({
    bucket: null,
    keys: { subAccount: account, ...(part && { [part.dimension]: part.value }) },
    amount: "0",
  }));
  const dimensions = new Set<Dimension>(["subAccount", ...drivers.flatMap(({ part }) => part?.dimension ?? [])]);
  const labels = await labelsOf(
    read,
    scope,
    [...dimensions].filter((each) => !isTag(each)),
    rows,
  );
  const nameOf = (dimension: Dimension, value: string | null) =>
    value === null ? null : (labels[dimension]?.[value] ?? null);
  return drivers.map((driver) => ({
    ...driver,
    accountName: nameOf("subAccount", driver.account),
    ...(driver.part && { part: { ...driver.part, name: nameOf(driver.part.dimension, driver.part.value) } }),
  }));
}
