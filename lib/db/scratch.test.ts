import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDatabase, db } from "./client";
import { scratchDatabase } from "./scratch";
import { rowsOf, sql } from "./sql";

beforeAll(scratchDatabase);
afterAll(closeDatabase);

it("gives Prisma and plain SQL the same empty, migrated database", async () => {
  await db.workspace.create({ data: { slug: "acme", name: "Acme", kind: "real" } });
  expect(await rowsOf(sql`select name from workspace where slug = ${"acme"}`)).toEqual([{ name: "Acme" }]);
});
