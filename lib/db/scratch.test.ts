import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDatabase, db } from "./client";
import { filledDatabase, scratchDatabase } from "./scratch";
import { rowsOf, sql } from "./sql";

beforeAll(scratchDatabase);
afterAll(closeDatabase);

it("gives Prisma and plain SQL the same empty, migrated database", async () => {
  await db.workspace.create({ data: { slug: "acme", name: "Acme", kind: "real" } });
  expect(await rowsOf(sql`select name from workspace where slug = ${"acme"}`)).toEqual([{ name: "Acme" }]);
});

it("gives copies of what a database was filled with once, and changes of one are not seen in another", async () => {
  const filled: string[] = [];
  const name = `filled_${randomUUID().replaceAll("-", "")}`;
  const copy = () =>
    filledDatabase(name, async (url) => {
      filled.push(url);
      await onDatabase(
        url,
        "insert into outlay.workspace (id, slug, name, kind) values (gen_random_uuid(), 'acme', 'Acme', 'real')",
      );
    });
  const [one, other] = await Promise.all([copy(), copy()]);
  await onDatabase(one, "delete from outlay.workspace");
  expect(filled).toHaveLength(1);
  expect(await onDatabase(one, "select name from outlay.workspace")).toEqual([]);
  expect(await onDatabase(other, "select name from outlay.workspace")).toEqual([{ name: "Acme" }]);
});

async function onDatabase(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
