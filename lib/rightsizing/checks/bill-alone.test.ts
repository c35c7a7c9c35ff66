import { afterAll, beforeAll, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { rowsOf, sql } from "../../db/sql";
import { addDays, type Day } from "../../focus/period";
import { type MadeCharge, madeWorkspace, plainCharge } from "../../query/made-ledger";
import { commitments } from "../commitments/commitments";
import { commitmentAdvice } from "./commitment-advice";
import { outliers } from "./outliers";

const now = new Date("2026-08-10T06:00:00Z");
const period = { from: "2026-07-10", to: "2026-08-09" };
let scope: Scope;

const on = (day: Day, more: Partial<MadeCharge>): MadeCharge => ({
  ...plainCharge,
  ...{ start: `${day}T00:00:00Z`, end: `${addDays(day, 1)}T00:00:00Z`, ...more },
});
const daily = (more: Partial<MadeCharge>) =>
  Array.from({ length: 39 }, (_, index) => on(addDays("2026-07-01", index), more));
const cost = (amount: string) => ({ billed: amount, effective: amount });
const bought = (commitment: string, day: Day, more: Partial<MadeCharge>) =>
  on(day, { commitment, chargeCategory: "Purchase", chargeKind: "commitment purchase", ...cost("0"), ...more });

beforeAll(async () => {
  await scratchDatabase();
  const stored = (subAccount: string, sku: string, amount: string) =>
    daily({ ...{ subAccount, sku, service: "Amazon S3", serviceCategory: "Storage" }, ...cost(amount) });
  scope = {
    ...(await madeWorkspace("bill alone", [
      ...stored("warm", "EUW1-TimedStorage-ByteHrs", "20"),
      ...stored("sorted", "EUW1-TimedStorage-ByteHrs", "20"),
      ...stored("sorted", "EUW1-TimedStorage-SIA-ByteHrs", "2"),
      ...stored("frozen", "EUW1-TimedStorage-ByteHrs", "20"),
      ...stored("frozen", "EUW1-TimedStorage-GIR-ByteHrs", "2"),
      ...stored("small", "EUW1-TimedStorage-ByteHrs", "2"),
      ...["a year", "three years", "its term"].flatMap((commitment) => daily({ commitment, ...cost("30") })),
      bought("a year", "2025-08-25", { sku: "ComputeSP:1yrNoUpfront" }),
      bought("three years", "2025-08-25", { sku: "3 years, all upfront" }),
      bought("its term", "2023-09-02", { end: "2026-09-02T00:00:00Z", sku: "a reservation" }),
    ])),
    role: "editor",
  };
  await rowsOf(sql`update dim_sku set sku_meter = sku_id`);
});
afterAll(closeDatabase);

it("finds who keeps nearly all objects in the class for what is read every day", async () => {
  const found = await outliers(scope, period);
  expect(found.map(({ verdict, place }) => [verdict, place.account])).toEqual([["dear_storage", "warm"]]);
});

it("tells when commitments end, by their term or by when they were bought, and asks to decide about it in time", async () => {
  const { held } = await commitments(scope, now);
  const ends = held.map(({ id, ends: day, daysLeft }) => [id, day, daysLeft]);
  expect(ends.sort()).toEqual([
    ["a year", "2026-08-25", 17],
    ["its term", "2026-09-02", 25],
    ["three years", "2028-08-25", 748],
  ]);
  const advised = (await commitmentAdvice(scope, now)).filter(({ verdict }) => verdict === "commitment_ends");
  expect(advised.map(({ title }) => title).sort()).toEqual([
    "Decide about a year: it ends on 2026-08-25",
    "Decide about its term: it ends on 2026-09-02",
  ]);
  expect(advised.every(({ saving }) => saving.eq(0))).toBe(true);
});
