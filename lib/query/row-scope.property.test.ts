import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import type { CostAnswer } from "./answer";
import { tables } from "./catalog";
import { askWhy } from "./change/explain";
import { questionTag } from "./costs-body";
import { includesOf } from "./includes";
import { charge, condition, dimension, holds, question } from "./made-charges";
import { type MadeCharge, madeWorkspace } from "./made-ledger";
import { resourceCharges } from "./resource/charges";
import { askResource, type ResourceView } from "./resource/resource";
import { inOrder } from "./row-order";
import { askCosts, costAnswers } from "./run";
import { inSnapshot } from "./snapshot";
import type { Condition, CostQuery } from "./spec";
import { askSpend } from "./spend";
import type { Stack } from "./stack";
import { askTable, type CostTable } from "./table";
import { tagKeys } from "./tag-keys";
import { type Found, findAnything } from "./values/find";
import { askTagShares } from "./values/tag-shares";
import { askValues } from "./values/values";

const [made = []] = fc.sample(fc.array(charge, { minLength: 220, maxLength: 220 }), { seed: 7, numRuns: 1 });
const charges = made.map((each, index): MadeCharge & { resource: string } => {
  return { ...each, resource: each.resource ?? `res-${index % 40}` };
});
const today = "2026-04-02";
const year = { from: "2026-01-01", to: "2027-01-01" };
const runs = (numRuns: number) => ({ numRuns, seed: 23 });

const rowScopes: Condition[][] = [
  [{ dimension: "tag.team", operator: "in", values: ["a", "it's"] }],
  [{ dimension: "subAccount", operator: "present", values: [] }],
  [
    { dimension: "service", operator: "ne", values: ["Amazon EC2"] },
    { dimension: "chargeKind", operator: "eq", values: ["usage"] },
  ],
  [{ dimension: "sku", operator: "contains", values: ["a"] }],
  [{ dimension: "source", operator: "eq", values: ["it's"] }],
  [{ dimension: "tagging", operator: "eq", values: ["untagged"] }],
  [{ dimension: "region", operator: "eq", values: ["nowhere"] }],
];

type Pair = { limited: Scope; alone: Scope; own: MadeCharge[] };
let full: Scope;
/** Somebody who may see a part of the ledger, and somebody who sees all of a ledger with that part alone. */
const pairs: Pair[] = [];

beforeAll(async () => {
  await scratchDatabase();
  full = await madeWorkspace("ours", charges);
  for (const [index, rows] of rowScopes.entries()) {
    const own = charges.filter((each) => rows.every((row) => holds(each, row)));
    pairs.push({ limited: { ...full, rows }, alone: await madeWorkspace(`part-${index}`, own), own });
  }
});
afterAll(closeDatabase);

const pair = fc.nat(rowScopes.length - 1).map((index) => pairs[index] as Pair);
const rowScope = fc.array(condition, { minLength: 1, maxLength: 2 });

/** What is no amount: how far all sources reach, and which table was the quickest. */
async function costs(scope: Scope, query: CostQuery) {
  const { answers, compared, labels, conversion } = await askCosts(scope, query);
  return { answers: listed(answers), compared: compared && listed(compared), labels, conversion };
}

/** Rows come in no order. */
function listed(answers: CostAnswer[]) {
  return answers.map(({ rows, ...answer }) => ({ ...answer, rows: inOrder(rows) }));
}

/** A day is unfinished by how far all sources reach, which is no amount either. */
function drawn(stacks: Stack[]) {
  return stacks.map(({ buckets, ...rest }) => ({
    ...rest,
    buckets: buckets.map(({ unfinished: _, ...each }) => each),
  }));
}

const columnsOf = (found: CostTable[]) =>
  found.map(({ columns, ...rest }) => ({ ...rest, columns: columns.map(({ start }) => start) }));

const tagsOf = ({ measured, tags }: Pick<MadeCharge, "measured" | "tags">) =>
  JSON.stringify(measured ? Object.fromEntries(Object.entries(tags ?? {}).toSorted()) : null);

/** Which of several names comes first, or speaks for a resource, is decided by which came first into a ledger. */
function inCommon(view: ResourceView | string) {
  if (typeof view === "string") return view;
  const { type: _type, provider: _provider, tags: _tags, tagHistory: _history, ...rest } = view;
  const inOrder = (all: unknown[]) => all.map((each) => JSON.stringify(each)).toSorted();
  const { accounts, services, regions, totals, stacks } = rest;
  return {
    ...rest,
    ...{ accounts: inOrder(accounts), services: inOrder(services), regions: inOrder(regions), totals: inOrder(totals) },
    stacks: drawn(stacks),
  };
}

async function outcome<Answer>(ask: Promise<Answer>): Promise<Answer | string> {
  return await ask.catch((error: Error) => error.message);
}

async function resourceTold({ limited, alone, own }: Pair, id: string): Promise<"refused" | "told"> {
  const asked = { metric: "billed", today } as const;
  const seen = await outcome(askResource(limited, id, asked));
  const known = await outcome(askResource(alone, id, asked));
  expect(inCommon(seen)).toEqual(inCommon(known));
  const rows = async (scope: Scope) =>
    (await resourceCharges(scope, id, { offset: 0, limit: 50 })).charges.map((each) => JSON.stringify(each));
  expect((await rows(limited)).toSorted()).toEqual((await rows(alone)).toSorted());
  if (typeof seen === "string") return "refused";
  const charged = own.filter(({ resource }) => resource === id);
  expect(charged.map(({ resourceType }) => resourceType)).toContain(seen.type);
  expect(charged.map(({ provider }) => provider)).toContain(seen.provider);
  const tags = charged.map(tagsOf);
  for (const { tags: each } of seen.tagHistory) expect(tags).toContain(tagsOf({ measured: each !== null, tags: each }));
  return "told";
}

/** Whether something found is of these charges, with all that is said of it. */
function isOf(own: MadeCharge[], found: Found): boolean {
  if (found.kind === "view") return false;
  if (found.kind === "resource") {
    return own.some(({ resource, resourceType }) => resource === found.resource && resourceType === found.detail);
  }
  const category = ({ serviceCategory }: MadeCharge) => found.kind !== "service" || serviceCategory === found.detail;
  return own.some((each) => category(each) && found.where.every((one) => holds(each, one)));
}

describe("whoever may see a part of the ledger", () => {
  it("gets the answer to a question and the limit together, whatever both are", async () => {
    await fc.assert(
      fc.asyncProperty(rowScope, question, async (rows, query) => {
        const both = { ...query, where: [...query.where, ...rows] };
        expect(await costs({ ...full, rows }, query)).toEqual(await costs(full, both));
      }),
      runs(100),
    );
  }, 120_000);

  it("gets the same from every table that can answer", async () => {
    await fc.assert(
      fc.asyncProperty(rowScope, question, async (rows, query) => {
        const limited = { ...full, rows };
        const { answers } = await askCosts(limited, query);
        for (const table of tables) {
          const found = await inSnapshot((read) => costAnswers(read, limited, query, table));
          expect(listed(found.answers)).toEqual(listed(answers));
        }
      }),
      runs(25),
    );
  }, 120_000);

  it("gets what a ledger of that part alone would answer", async () => {
    await fc.assert(
      fc.asyncProperty(pair, question, async ({ limited, alone }, query) => {
        expect(await costs(limited, query)).toEqual(await costs(alone, query));
        const asked = { query, today };
        const spend = async (scope: Scope, more: object) =>
          drawn((await askSpend(scope, { ...asked, ...more })).stacks);
        expect(await spend(limited, {})).toEqual(await spend(alone, {}));
        expect(await spend(limited, { top: 2, many: 0 })).toEqual(await spend(alone, { top: 2, many: 0 }));
        const table = async (scope: Scope) => columnsOf(await askTable(scope, { ...asked, most: 3 }));
        expect(await table(limited)).toEqual(await table(alone));
        const amounts = (each: Awaited<ReturnType<typeof includesOf>>) =>
          each.map(({ dataThrough: _, ...rest }) => rest);
        expect(amounts(await includesOf(limited, query))).toEqual(amounts(await includesOf(alone, query)));
      }),
      runs(35),
    );
  }, 180_000);

  it("has a change explained by that part alone", async () => {
    const periods = {
      period: { from: "2026-03-01", to: "2026-04-01" },
      compare: { from: "2026-02-01", to: "2026-03-01" },
    };
    for (const { limited, alone } of pairs) {
      const query: CostQuery = { ...periods, grain: "total", groupBy: [], where: [], metric: "billed" };
      expect(await askWhy(limited, query)).toEqual(await askWhy(alone, query));
    }
  });

  it("is offered the values, tag keys and names of that part alone", async () => {
    const shares = { period: year, metric: "billed" } as const;
    for (const { limited, alone, own } of pairs) {
      expect(await tagKeys(limited)).toEqual(await tagKeys(alone));
      expect(await askTagShares(limited, shares)).toEqual(await askTagShares(alone, shares));
      for (const text of ["a", "A", "it", "res-1", "日本", "e"]) {
        const found = await findAnything(limited, text);
        expect(found.filter((each) => !isOf(own, each))).toEqual([]);
        const count = (all: Found[], kind: Found["kind"]) => all.filter((each) => each.kind === kind).length;
        const wanted = await findAnything(alone, text);
        for (const { kind } of wanted) expect([kind, count(found, kind)]).toEqual([kind, count(wanted, kind)]);
      }
    }
    await fc.assert(
      fc.asyncProperty(pair, dimension, fc.constantFrom("", "a", "it's"), async ({ limited, alone }, name, text) => {
        const asked = { dimension: name, text, period: year, where: [], metric: "billed" } as const;
        expect(await askValues(limited, { ...asked, where: [] })).toEqual(
          await askValues(alone, { ...asked, where: [] }),
        );
      }),
      runs(50),
    );
  }, 120_000);

  it("is told of a resource what that part knows of it, and nothing where it has no charge", async () => {
    const ids = [...new Set(charges.map(({ resource }) => resource))];
    const told: string[] = [];
    for (const each of pairs) for (const id of ids) told.push(await resourceTold(each, id));
    expect(told).toContain("refused");
    expect(told).toContain("told");
  }, 180_000);

  it("never shares a kept answer with anybody else", async () => {
    const query: CostQuery = { period: year, grain: "total", groupBy: [], where: [], metric: "billed" };
    const scopes = [full, ...pairs.map(({ limited }) => limited)];
    const tags = await Promise.all(scopes.map((each) => questionTag(each, query)));
    expect(new Set(tags).size).toBe(scopes.length);
    const before = await costs(full, query);
    for (const { limited, alone } of pairs) expect(await costs(limited, query)).toEqual(await costs(alone, query));
    expect(await costs(full, query)).toEqual(before);
  });
});
