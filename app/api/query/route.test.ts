import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createToken } from "@/lib/auth/tokens";
import { closeDatabase } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { scratchDatabase } from "@/lib/db/scratch";
import { rowsOf, sql } from "@/lib/db/sql";
import { escaped } from "@/lib/query/escape";
import { madeWorkspace, plainCharge } from "@/lib/query/made-ledger";
import type { Route } from "../endpoint";
import { DELETE as cancel, GET as query } from "./route";
import { GET as file } from "./table/route";

const odd = [
  "a, \"b\" and 'c'",
  "💸 spend 👩‍🚀",
  "שלום \u202eמر",
  ".*[a-z]+(?=x)$",
  "'; drop table charge; --",
  "back\\slash",
];

const tokens: Record<string, string> = {};
beforeAll(async () => {
  await scratchDatabase();
  const scope = await madeWorkspace("acme", [
    { ...plainCharge, billed: "10.10" },
    { ...plainCharge, billed: "4", start: "2026-05-02T00:00:00Z", end: "2026-05-03T00:00:00Z" },
    ...odd.map((service, place) => ({ ...plainCharge, service, billed: `${place + 1}.25` })),
  ]);
  for (const name of ["reader", "other"]) {
    const made = await createToken({ ...scope, role: "admin" }, { name, role: "viewer", expiresAt: null }, new Date());
    tokens[name] = made.token;
  }
});
afterAll(closeDatabase);

type Sent = { verb?: string; as?: string; headers?: Record<string, string>; signal?: AbortSignal };
const send = (route: Route, path: string, { verb = "GET", as = "reader", headers = {}, signal }: Sent = {}) =>
  route(
    new Request(`http://127.0.0.1:3000${path}`, {
      method: verb,
      headers: { authorization: `Bearer ${tokens[as]}`, ...headers },
      ...(signal && { signal }),
    }),
    { params: Promise.resolve(undefined) },
  );
const june = "from=2026-06-01&to=2026-07-01";

describe("the query route", () => {
  const linesOf = async (response: Response) =>
    (await response.text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it("answers each part in lines, ends with the answer, and says when nothing changed", async () => {
    for (const part of ["chart", "table", "why"]) {
      const path = `/api/query?part=${part}&${june}&groupBy=service&compare=previous&figures=share`;
      const response = await send(query, path);
      expect(response.headers.get("content-type")).toBe("application/x-ndjson");
      expect((await linesOf(response)).at(-1)).toHaveProperty("answer");
      const again = await send(query, path, { headers: { "if-none-match": response.headers.get("etag") ?? "" } });
      expect(again.status).toBe(304);
    }
  });

  it("tells how far it is, and puts a refusal in the last line", async () => {
    const all = await linesOf(
      await send(query, `/api/query?part=table&from=2026-05-01&to=2026-07-01&granularity=month&groupBy=sku`),
    );
    expect(all[0]).toMatchObject({ progress: { total: 2 } });
    const [refused] = (await linesOf(await send(query, `/api/query?part=why&${june}`))).slice(-1);
    expect(refused).toMatchObject({ refusal: { code: "invalid" } });
  });

  it("leaves nothing running in Postgres when the reader goes away or cancels", async () => {
    const blocked = await lockedLedger();
    const running = () =>
      rowsOf(sql`
      select from pg_stat_activity where datname = current_database() and application_name like 'outlay ask %' and state = 'active'`);
    const until = async (count: number) => {
      while ((await running()).length !== count) await new Promise((again) => setTimeout(again, 20));
    };
    const gone = new AbortController();
    const ask = "0b0e7d1c-0000-4000-8000-000000000001";
    const path = (more: string) => `/api/query?part=chart&${june}&groupBy=sku&ask=${ask}${more}`;
    const left = (await send(query, path(""), { signal: gone.signal })).text().catch(() => "");
    await until(1);
    gone.abort();
    await until(0);
    await left;

    const cancelled = linesOf(await send(query, path("&metric=list")));
    await until(1);
    expect(await (await send(cancel, `/api/query?ask=${ask}`, { verb: "DELETE", as: "other" })).json()).toEqual({
      cancelled: 0,
    });
    expect(await (await send(cancel, `/api/query?ask=${ask}`, { verb: "DELETE" })).json()).toEqual({ cancelled: 1 });
    expect((await cancelled).at(-1)).toEqual({
      refusal: { code: "conflict", message: "This question was cancelled." },
    });
    await until(0);
    await blocked.release();
  });
});

describe("the table as a file", () => {
  const saved = (search: string) => send(file, `/api/query/table?${search}`);

  it.each(odd.map((name, place) => [name, `${place + 1}.25`]))("has %s as it is", async (name, amount) => {
    const asked = new URLSearchParams({ groupBy: "service", where: `service:eq:${escaped(name, ",")}` });
    const json = await saved(`format=json&${june}&${asked}`);
    expect(json.headers.get("content-disposition")).toBe('attachment; filename="costs-2026-06-01-to-2026-06-30.json"');
    expect(await json.json()).toMatchObject({ rows: [{ Name: name, service: name, Total: amount }] });
    const csv = await (await saved(`format=csv&${june}&${asked}`)).text();
    expect(csv).toContain(`"${name.replaceAll('"', '""')}"`.replace(/^"([^",]*)"$/, "$1"));
    expect(csv.trimEnd().split("\r\n").at(-1)).toContain(`Total,,${amount}`);
  });

  it.each([
    ["a shape there is none of", `format=xml&${june}`, 400],
    ["no shape", june, 400],
    ["an unknown dimension", `format=csv&${june}&groupBy=foo`, 400],
    ["ten years by hour", "format=csv&from=2016-01-01&to=2026-01-01&granularity=hour", 400],
    ["ten years by day", "format=json&from=2016-01-01&to=2026-01-01&granularity=day", 400],
    ["10,000 values", `format=csv&${june}&where=service:in:${[...Array(10_000).keys()].join(",")}`, 400],
    ["a value that no charge can hold", `format=csv&${june}&where=service:eq:a%00`, 400],
    ["SQL for a dimension", `format=csv&${june}&groupBy=service%3Bdrop%20table%20charge`, 400],
    ["an end before its start", "format=csv&from=2026-07-01&to=2026-06-01", 400],
    ["a pattern that no name holds", `format=csv&${june}&where=service:contains:%5B0-9%5D%2B`, 404],
  ])("refuses %s in words", async (_what, search, status) => {
    const response = await saved(search);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status, detail: expect.stringMatching(/\.$/) });
  });
});

/** Makes every question about SKUs wait, as a heavy one would. */
async function lockedLedger(): Promise<{ release: () => Promise<void> }> {
  const client = await pool().connect();
  await client.query("begin; lock table dim_sku in access exclusive mode");
  return {
    release: async () => {
      await client.query("rollback");
      client.release();
    },
  };
}
