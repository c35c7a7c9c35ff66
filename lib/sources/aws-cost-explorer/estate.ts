import type { Expression } from "@aws-sdk/client-cost-explorer";
import type { Day } from "../../focus/period";
import type { Answer, DayAnswer } from "./answer";
import type { CostRow } from "./charges";
import { isSomething, Tally } from "./costs";
import { isKnown, isUsage, TOGETHER } from "./record-types";
import { isRegion } from "./regions";
import type { Settings } from "./settings";
import { unusable } from "./unusable";

const BY_SERVICE = ["LINKED_ACCOUNT", "SERVICE"];

/** Asks one question about the whole period; `text` is what the user sees meanwhile. */
export type Ask = (question: { by: string[]; filter?: Expression; text: string }) => Promise<Answer>;

export type Estate = { rows: CostRow[]; notes: string[] };

/** Every cost of the period once: by account and service for each charge type, by region too where that was chosen. */
export async function readEstate(
  ask: Ask,
  plan: (questions: number) => void,
  totals: Answer,
  detail: Settings["detail"],
): Promise<Estate> {
  const byType = await ask({ by: ["RECORD_TYPE"], text: "Which types of charge there are" });
  const types = keysOf(byType);
  if (types.length === 0 && daysWithCost(totals).length > 0) return await readWithoutTypes(ask, plan, totals);
  requireDays(byType, daysWithCost(totals), "its answer about the types of charge");
  requireDays(totals, daysWithCost(byType), "its answer about the total of each day");

  const regional = detail === "region" ? types.filter(isUsage) : [];
  const plain = types.filter((type) => !regional.includes(type));
  plan(plain.length + (regional.length > 0 ? 2 : 0));
  const estate: Estate = { rows: [], notes: unknownNotes(types) };
  for (const type of plain) {
    const answer = await ask({ by: BY_SERVICE, filter: only("RECORD_TYPE", [type]), text: type });
    requireDays(answer, daysWithCost(byType, type), `its answer about ${type}`);
    collect(estate.rows, answer, { type, region: null });
  }
  if (regional.length > 0) await readRegions(ask, plan, regional, estate);
  return estate;
}

/** One more question for each region in use; what they leave over of the whole has no region. */
async function readRegions(ask: Ask, plan: (questions: number) => void, types: string[], estate: Estate) {
  const filter = only("RECORD_TYPE", types);
  const type = types.join(TOGETHER);
  const whole = await ask({ by: BY_SERVICE, filter, text: type });
  const byRegion = await ask({ by: ["REGION"], filter, text: "Which regions are in use" });
  requireDays(whole, daysWithCost(byRegion), `its answer about ${type}`);
  const regions = keysOf(byRegion).filter(isRegion);
  plan(regions.length);
  const counted = new Tally();
  for (const region of regions) {
    const answer = await ask({ by: BY_SERVICE, filter: { And: [filter, only("REGION", [region])] }, text: region });
    requireDays(answer, daysWithCost(byRegion, region), `its answer about ${region}`);
    const rows: CostRow[] = [];
    collect(rows, answer, { type, region });
    for (const row of rows) {
      counted.add(cellOf(row), row);
      estate.rows.push(row);
    }
  }
  const all: CostRow[] = [];
  collect(all, whole, { type, region: null });
  estate.rows.push(...restOf(all, counted));
}

/** What the regions leave unexplained of each account and service. */
function* restOf(all: CostRow[], counted: Tally): Generator<CostRow> {
  for (const row of all) {
    const rest = counted.rest(cellOf(row), row);
    if (rest) yield { ...row, ...rest };
  }
}

const cellOf = ({ day, account, service }: CostRow) => JSON.stringify([day, account, service]);

async function readWithoutTypes(ask: Ask, plan: (questions: number) => void, totals: Answer): Promise<Estate> {
  plan(1);
  const answer = await ask({ by: BY_SERVICE, text: "Accounts and services" });
  requireDays(answer, daysWithCost(totals), "its answer");
  const rows: CostRow[] = [];
  collect(rows, answer, { type: null, region: null });
  return { rows, notes: ["Cost Explorer told no types of charge: all of it is kept as usage."] };
}

function collect(rows: CostRow[], { days }: Answer, { type, region }: Pick<CostRow, "type" | "region">): void {
  for (const [day, { groups }] of days) {
    for (const { keys, costs } of groups) {
      const [account = "", service = ""] = keys;
      for (const each of costs) rows.push({ ...each, day, account, service, region, type });
    }
  }
}

/** The days with any cost, of one group when it is named. */
function daysWithCost({ days }: Answer, key?: string): Day[] {
  const hasCost = ({ groups, costs }: DayAnswer) =>
    costs.some(isSomething) ||
    groups.some(({ keys, costs }) => (key === undefined || keys[0] === key) && costs.length > 0);
  return [...days].filter(([, answer]) => hasCost(answer)).map(([day]) => day);
}

/** A page that went missing shows as a day that has cost elsewhere and is not in this answer at all. */
function requireDays({ days }: Answer, needed: Day[], what: string): void {
  const lacking = needed.filter((day) => !days.has(day));
  if (lacking.length > 0) throw unusable(`${what} lacks ${lacking.length} days, the first is ${lacking[0]}`);
}

function keysOf({ days }: Answer): string[] {
  const keys = [...days.values()].flatMap(({ groups }) => groups.map((group) => group.keys[0] ?? ""));
  return [...new Set(keys)].filter((key) => key !== "").sort();
}

function only(Key: "RECORD_TYPE" | "REGION", Values: string[]): Expression {
  return { Dimensions: { Key, Values } };
}

function unknownNotes(types: string[]): string[] {
  return types
    .filter((type) => !isKnown(type))
    .map((type) => `${type} is a type of charge unknown to Outlay: kept as an adjustment.`);
}
