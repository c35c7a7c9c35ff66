import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import type { CostAnswers } from "./answer";
import { askName, Cancelled, cancelAsked } from "./asking";
import { AnswerCache } from "./cache";
import { addCharges, madeWorkspace, plainCharge } from "./made-ledger";
import { inOrder } from "./row-order";
import { askCosts, costAnswers } from "./run";
import { inSnapshot } from "./snapshot";
import type { CostQuery } from "./spec";

let scope: Scope;
beforeAll(async () => {
  await scratchDatabase();
  scope = await madeWorkspace("slow", [
    { ...plainCharge, sku: "a", start: "2026-06-01T00:00:00Z", billed: "1.5" },
    { ...plainCharge, sku: "a", start: "2026-07-01T00:00:00Z", billed: "2.5" },
    { ...plainCharge, sku: "b", start: "2026-07-02T00:00:00Z", billed: "-3" },
    { ...plainCharge, sku: "b", start: "2026-08-02T00:00:00Z", list: "4" },
  ]);
});
afterAll(closeDatabase);

const sleep = sql`select pg_sleep(600)`;
const running = () =>
  rowsOf<{ pid: number; name: string }>(sql`
    select pid, application_name as name from pg_stat_activity
    where datname = current_database() and state = 'active' and query like '%pg_sleep(600)%' and pid <> pg_backend_pid()`);

async function until(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((again) => setTimeout(again, 20));
}

describe("a question that takes too long", () => {
  it("is ended by Postgres and refused with how to ask for less", async () => {
    const answer = inSnapshot((read) => read.rows(sleep), {}, 0.1);
    await expect(answer).rejects.toMatchObject({ code: "too_large", message: expect.stringContaining("shorten") });
    expect(await running()).toEqual([]);
  });
});

describe("a cancelled question", () => {
  it("leaves no statement running in Postgres when whoever waits has gone", async () => {
    const gone = new AbortController();
    const answer = inSnapshot((read) => read.rows(sleep), { signal: gone.signal });
    const refused = expect(answer).rejects.toThrow(Cancelled);
    await until(async () => (await running()).length === 1);
    gone.abort();
    await refused;
    expect(await running()).toEqual([]);
  });

  it("is cancelled by its id from any process, but not from another workspace", async () => {
    const answer = inSnapshot((read) => read.rows(sleep), { name: askName(scope, "mine") });
    const refused = expect(answer).rejects.toThrow("This question was cancelled.");
    await until(async () => (await running()).length === 1);
    expect(await running()).toMatchObject([{ name: askName(scope, "mine") }]);
    const other = await madeWorkspace("other", []);
    expect([await cancelAsked(other, "mine"), await cancelAsked(scope, "mine")]).toEqual([0, 1]);
    await refused;
    expect([await running(), await cancelAsked(scope, "mine")]).toEqual([[], 0]);
  });

  it("goes on while anybody else waits for the same answer", async () => {
    const cache = new AnswerCache(1000);
    const [one, other] = [new AbortController(), new AbortController()];
    let asked = 0;
    const work = ({ signal }: { signal?: AbortSignal | undefined }) => {
      asked += 1;
      return inSnapshot((read) => read.rows(sleep), { signal });
    };
    const answers = [one, other].map(({ signal }) => cache.remember("a", work, { signal }));
    const refused = Promise.all(answers.map((answer) => expect(answer).rejects.toThrow(Cancelled)));
    await until(async () => (await running()).length === 1);
    one.abort();
    await expect(answers[0]).rejects.toThrow(Cancelled);
    expect([asked, (await running()).length]).toEqual([1, 1]);
    other.abort();
    await refused;
    await until(async () => (await running()).length === 0);
    expect(await cache.remember("a", async () => "new")).toBe("new");
  });

  it("is not begun when nobody waits any more", async () => {
    const answer = inSnapshot((read) => read.rows(sleep), { signal: AbortSignal.abort() });
    await expect(answer).rejects.toThrow(Cancelled);
  });
});

describe("a question that is watched", () => {
  const query: CostQuery = {
    period: { from: "2026-06-01", to: "2026-09-01" },
    grain: "total",
    groupBy: ["sku"],
    where: [],
    metric: "billed",
    compare: { from: "2026-05-01", to: "2026-06-01" },
  };

  it("tells month by month how far it is and answers the same", async () => {
    const told: [number, number][] = [];
    const plain = await inSnapshot((read) => costAnswers(read, scope, query));
    const watched = await askCosts(scope, query, { progress: (...each) => told.push(each) });
    expect(ordered(watched)).toEqual(ordered(plain));
    expect(told.at(0)).toEqual([0, 3]);
    expect(told.at(-1)).toEqual([4, 4]);
  });

  it("adds the unknown and the missing of its parts", async () => {
    const list: CostQuery = { ...query, metric: "list", grain: "quarter" };
    const plain = await inSnapshot((read) => costAnswers(read, scope, list));
    await addCharges(scope, []);
    const watched = await askCosts(scope, list, { progress: () => {} });
    expect(ordered(watched).answers).toEqual(ordered(plain).answers);
  });

  const ordered = ({ answers, compared, ...more }: CostAnswers) => ({
    ...more,
    answers: answers.map((each) => ({ ...each, rows: inOrder(each.rows) })),
    compared: compared?.map((each) => ({ ...each, rows: inOrder(each.rows) })),
  });
});
