import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { expect, it } from "vitest";
import config from "../../prisma.config";
import { migrate } from "./migrate";
import { PRISMA_FOLDER } from "./migrations";
import { schemaEngine } from "./schema-engine";
import { emptyDatabase } from "./scratch";

/** Everything in the schema `outlay` that a query could notice, one line each. */
const CATALOG = `
  select format('column %s.%s %s%s default %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                case when a.attnotnull then ' not null' else '' end, coalesce(pg_get_expr(d.adbin, d.adrelid), '-')) as line,
         c.relname as table
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
   where c.relnamespace = 'outlay'::regnamespace and c.relkind in ('r', 'p')
  union all
  select format('constraint %s %s on %s', conname, pg_get_constraintdef(o.oid), c.relname), c.relname
    from pg_constraint o join pg_class c on c.oid = o.conrelid
   where o.connamespace = 'outlay'::regnamespace and o.contype <> 'n'
  union all
  select indexdef, tablename from pg_indexes where schemaname = 'outlay'
  union all
  select format('enum %s %s', t.typname, string_agg(e.enumlabel, ', ' order by e.enumsortorder)), null
    from pg_type t join pg_enum e on e.enumtypid = t.oid
   where t.typnamespace = 'outlay'::regnamespace group by t.typname`;

/** What the migrations add to tables of the models because its language cannot say it. */
const BEYOND_PRISMA = [/^CREATE (UNIQUE )?INDEX .* WHERE /, /^constraint .* CHECK /];

async function catalogOf(url: string): Promise<{ line: string; table: string | null }[]> {
  return await on(url, async (client) => (await client.query(CATALOG)).rows);
}

async function on<Outcome>(url: string, work: (client: Client) => Promise<Outcome>): Promise<Outcome> {
  const client = new Client({ connectionString: url, options: "-c search_path=outlay" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function databaseOfModels(): Promise<string> {
  const url = await emptyDatabase();
  const models = readdirSync(PRISMA_FOLDER)
    .filter((name) => name.endsWith(".prisma"))
    .map((path): [string, string] => [path, readFileSync(join(PRISMA_FOLDER, path), "utf8")]);
  const engine = await schemaEngine(url, "outlay", models);
  const { stdout } = await engine.diff({
    from: { tag: "empty" },
    to: { tag: "schemaDatamodel", files: models.map(([path, content]) => ({ path, content })) },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  await on(url, (client) => client.query(stdout ?? ""));
  return url;
}

it("has the same tables, columns, keys and enums in the migrations and in the models", async () => {
  const migrated = await emptyDatabase();
  await migrate(migrated);
  const [declared, made] = await Promise.all([catalogOf(await databaseOfModels()), catalogOf(migrated)]);
  const declaredLines = new Set(declared.map(({ line }) => line));
  const madeLines = new Set(made.map(({ line }) => line));
  expect(declared.filter(({ line }) => !madeLines.has(line))).toEqual([]);

  const declaredTables = new Set(declared.map(({ table }) => table));
  const more = made.filter(({ line, table }) => declaredTables.has(table) && !declaredLines.has(line));
  expect(more.map(({ line }) => line).filter((line) => !BEYOND_PRISMA.some((known) => known.test(line)))).toEqual([]);

  const others = new Set(made.map(({ table }) => table).filter((table) => table && !declaredTables.has(table)));
  const external = config.tables?.external ?? [];
  expect([...others].map((table) => `outlay.${table}`).sort()).toEqual(
    [...external, "outlay._prisma_migrations"].sort(),
  );
});
