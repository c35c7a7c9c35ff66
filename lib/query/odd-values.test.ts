import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { madeWorkspace, plainCharge } from "./made-ledger";
import { askCosts } from "./run";
import type { CostQuery } from "./spec";
import { queryFromUrl, urlFromQuery } from "./url";

const names = [
  "commas, and, more,",
  'a "quoted" name',
  "'; drop table charge; --",
  ".*[a-z]+(?=x)$",
  "100 % of_it",
  "back\\slash:colon",
  "💸 spend 👩‍🚀",
  "שלום עולם",
  "=SUM(A1)",
  "<script>alert(1)</script>",
  "İstanbul ẞ",
];

let scope: Scope;
beforeAll(async () => {
  await scratchDatabase();
  const charges = names.map((service, place) => ({ ...plainCharge, service, billed: `${place + 1}.5` }));
  scope = await madeWorkspace("odd", [...charges, { ...plainCharge, service: "plain", billed: "1000" }]);
});
afterAll(closeDatabase);

describe("a value is text, whatever it looks like", () => {
  it.each(names.map((name, place) => ({ name, place })))("$name", async ({ name, place }) => {
    for (const operator of ["eq", "contains", "startswith"] as const) {
      const query: CostQuery = {
        period: { from: "2026-06-01", to: "2026-07-01" },
        grain: "total",
        groupBy: ["service"],
        where: [{ dimension: "service", operator, values: [name] }],
        metric: "billed",
      };
      const read = queryFromUrl(urlFromQuery(query), "2026-07-01");
      expect(read).toEqual(query);
      const { answers } = await askCosts(scope, read);
      expect(answers.map(({ rows }) => rows.map(({ keys, amount }) => [keys.service, amount]))).toEqual([
        [[name, `${place + 1}.5`]],
      ]);
    }
  });
});
