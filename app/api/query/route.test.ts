import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createToken } from "@/lib/auth/tokens";
import { closeDatabase } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { scratchDatabase } from "@/lib/db/scratch";
import { rowsOf, sql } from "@/lib/db/sql";
import { madeWorkspace, plainCharge } from "@/lib/query/made-ledger";
import type { Route } from "../endpoint";
import { DELETE as cancel, GET as query } from "./route";

const tokens: Record<string, string> = {};
beforeAll(async () => {
  await scratchDatabase();
  const scope = await madeWorkspace("acme", [
    { ...plainCharge, billed: "10.10" },
    { ...plainCharge, billed: "4", start: "2026-05-02T00:00:00Z", end: "2026-05-03T00:00:00Z" },
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
