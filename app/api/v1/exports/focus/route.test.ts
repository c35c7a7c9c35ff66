import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "@/lib/auth/scope";
import { createToken } from "@/lib/auth/tokens";
import { closeDatabase } from "@/lib/db/client";
import { scratchDatabase } from "@/lib/db/scratch";
import { importRows, inTrialFolder, trialScope, trialSource } from "@/lib/ledger/import-trial";
import { GET as askCosts } from "../../costs/route";
import { DELETE as dropRate, POST as enterRate, GET as readRates, PUT as sendRates } from "../../rates/route";
import { GET } from "./route";

let token: string;
let editor: string;
const tokenOf = async (scope: Scope, role: "viewer" | "editor") => {
  const made = { name: role, role, expiresAt: null };
  return (await createToken({ ...scope, role: "admin" }, made, new Date())).token;
};

beforeAll(async () => {
  inTrialFolder();
  await scratchDatabase();
  const scope = await trialScope();
  await importRows(scope, await trialSource(scope), [
    { BilledCost: "1.10", SubAccountId: "1" },
    { BilledCost: "2", SubAccountId: "2", SubAccountName: "=cmd|' /C calc'!A0" },
  ]);
  token = await tokenOf(scope, "viewer");
  editor = await tokenOf(scope, "editor");
});
afterAll(closeDatabase);

const origin = "http://127.0.0.1:3000/api/v1";
const none = { params: Promise.resolve(undefined) };
const bearer = (secret: string, more: Record<string, string> = {}) => ({ authorization: `Bearer ${secret}`, ...more });
const march = "from=2026-03-01&to=2026-04-01";
const exported = (search: string, headers: Record<string, string> = bearer(token)) =>
  GET(new Request(`${origin}/exports/focus?${search}`, { headers }), none);
const costs = (search: string, headers = bearer(token)) =>
  askCosts(new Request(`${origin}/costs?${search}`, { headers }), none);

describe("GET /api/v1/exports/focus", () => {
  it("gives a FOCUS file to whoever may read, plain or packed", async () => {
    const response = await exported(march);
    expect(response.headers.get("content-disposition")).toContain('filename="focus-2026-03-01-2026-04-01.csv"');
    const text = await response.text();
    expect(text.split("\n")[0]).toContain(
      "BilledCost,EffectiveCost,ListCost,ContractedCost,BillingCurrency,BillingAccountId",
    );
    expect(text).toContain("=cmd|' /C calc'!A0"); // by value: this file is for programs
    const packed = Buffer.from(await (await exported(`${march}&format=csv.gz`)).arrayBuffer());
    expect(gunzipSync(packed).toString()).toBe(text);
    const parquet = Buffer.from(await (await exported(`${march}&format=parquet`)).arrayBuffer());
    expect([parquet.toString("latin1", 0, 4), parquet.toString("latin1", parquet.length - 4)]).toEqual([
      "PAR1",
      "PAR1",
    ]);
  });

  it.each([
    ["from=2026-03-01", 400],
    ["from=2026-04-01&to=2026-03-01", 400],
    ["from=x&to=y", 400],
    [`${march}&format=xlsx`, 400],
    [`${march}&by=moon`, 400],
    [`${march}&source=nobody`, 404],
    [`${march}&account=nobody`, 404],
  ])("refuses %s before a download begins", async (search, status) => {
    const response = await exported(search);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });

  it("is closed to strangers", async () => {
    expect((await exported(march, bearer("nothing"))).status).toBe(401);
  });
});

describe("GET /api/v1/costs as csv", () => {
  it("holds exactly what was asked, safe to open", async () => {
    const response = await costs(`${march}&granularity=month&groupBy=subAccount&format=csv&bom=1`);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(bytes.subarray(3).toString()).toBe(
      [
        "from,to,period,subAccount,subAccountName,currency,metric,amount",
        "2026-03-01,2026-04-01,2026-03-01,2,\"'=cmd|' /C calc'!A0\",USD,billed,2",
        "2026-03-01,2026-04-01,2026-03-01,1,,USD,billed,1.1",
        "",
      ].join("\r\n"),
    );
  });

  it("is what Accept asks for, under a tag of its own", async () => {
    const csv = await costs(`${march}&granularity=total`, bearer(token, { accept: "text/csv" }));
    expect(await csv.text()).toBe("from,to,period,currency,metric,amount\r\n2026-03-01,2026-04-01,,USD,billed,3.1\r\n");
    const json = await costs(`${march}&granularity=total`);
    expect(json.headers.get("etag")).not.toBe(csv.headers.get("etag"));
    expect(await json.json()).toMatchObject({ total: "3.1" });
  });
});

describe("/api/v1/rates", () => {
  const sent = (verb: string, body: unknown, secret = editor) =>
    new Request(`${origin}/rates`, {
      method: verb,
      headers: bearer(secret, { "content-type": "application/json" }),
      body: JSON.stringify(body),
    });

  it("takes the ECB's file and single rates, and answers convert with them", async () => {
    const form = new FormData();
    form.append("file", new File(["Date,USD,\n2026-03-02,1.25,\n"], "eurofxref-hist.csv"));
    const put = await sendRates(
      new Request(`${origin}/rates`, { method: "PUT", headers: bearer(editor), body: form }),
      none,
    );
    expect(await put.json()).toEqual({ rates: 1, changed: 1, currencies: 1, first: "2026-03-02", last: "2026-03-02" });
    const asked = await (await costs(`${march}&granularity=total&currency=EUR`)).json();
    expect(asked).toMatchObject({ currency: "EUR", total: "2.48", conversion: { to: "EUR", apart: [] } });

    const rate = { base: "USD", quote: "EUR", rate: "0.5", day: "2026-03-01", through: "2026-03-31" };
    expect((await enterRate(sent("POST", rate), none)).status).toBe(201);
    expect(await (await costs(`${march}&granularity=total&currency=EUR`)).json()).toMatchObject({ total: "1.55" });
    const listed = await readRates(new Request(`${origin}/rates`, { headers: bearer(token) }), none);
    expect(await listed.json()).toMatchObject({ reportingCurrency: null, ecb: [{ currency: "USD" }], entered: [rate] });

    const { base, quote, day } = rate;
    expect((await dropRate(sent("DELETE", { base, quote, day }), none)).status).toBe(204);
    expect((await dropRate(sent("DELETE", { base, quote, day }), none)).status).toBe(404);
  });

  it.each([
    [
      "a viewer",
      () => enterRate(sent("POST", { base: "USD", quote: "EUR", rate: "1", day: "2026-03-01" }, token), none),
      403,
    ],
    [
      "a rate of nothing",
      () => enterRate(sent("POST", { base: "USD", quote: "EUR", rate: "0", day: "2026-03-01" }), none),
      400,
    ],
    [
      "an unknown field",
      () => enterRate(sent("POST", { base: "USD", quote: "EUR", rate: "1", day: "2026-03-01", x: 1 }), none),
      400,
    ],
  ])("refuses %s", async (_what, ask, status) => {
    expect((await ask()).status).toBe(status);
  });

  it("names a currency that is none", async () => {
    const response = await costs(`${march}&currency=euro`);
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { detail: "currency: Use a currency code such as EUR." },
    ]);
  });
});
