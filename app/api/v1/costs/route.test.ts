import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "@/lib/auth/scope";
import { createToken } from "@/lib/auth/tokens";
import { closeDatabase } from "@/lib/db/client";
import { scratchDatabase } from "@/lib/db/scratch";
import { addCharges, madeWorkspace, plainCharge } from "@/lib/query/made-ledger";
import { GET, POST } from "./route";

let scope: Scope;
let token: string;
let poorToken: string;
beforeAll(async () => {
  await scratchDatabase();
  scope = await madeWorkspace("acme", [
    { ...plainCharge, billed: "10.10", subAccount: "111", subAccountName: "Payments", tags: { team: "a,b" } },
    {
      ...plainCharge,
      billed: "0.0000000001",
      service: null,
      start: "2026-06-02T00:00:00Z",
      end: "2026-06-03T00:00:00Z",
    },
  ]);
  ({ token } = await createToken(
    { ...scope, role: "admin" },
    { name: "t", role: "viewer", expiresAt: null },
    new Date(),
  ));
  const poor = await madeWorkspace("poor", []);
  poorToken = (
    await createToken({ ...poor, role: "admin" }, { name: "t", role: "viewer", expiresAt: null }, new Date())
  ).token;
});
afterAll(closeDatabase);

const asked = (search: string, headers: Record<string, string> = { authorization: `Bearer ${token}` }) =>
  GET(new Request(`http://127.0.0.1:3000/api/v1/costs?${search}`, { headers }), { params: Promise.resolve(undefined) });
const june = "from=2026-06-01&to=2026-07-01";

describe("GET /api/v1/costs", () => {
  it("answers as the contract says", async () => {
    const response = await asked(`${june}&granularity=day&groupBy=service,subAccount&metric=billed`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual({
      currency: "USD",
      from: "2026-06-01",
      to: "2026-07-01",
      granularity: "day",
      metric: "billed",
      dataThrough: "2026-06-02",
      total: "10.1000000001",
      rows: [
        { period: "2026-06-01", keys: { service: "Amazon EC2", subAccount: "111" }, amount: "10.1" },
        { period: "2026-06-02", keys: { service: null, subAccount: "111" }, amount: "0.0000000001" },
      ],
      labels: { subAccount: { "111": "Payments" } },
    });
  });

  it("filters by values with commas, and-ing repeated conditions", async () => {
    const search = `${june}&granularity=total&where=${encodeURIComponent("tag.team:eq:a\\,b")}&where=service:ne:x`;
    expect(await (await asked(search)).json()).toMatchObject({
      total: "10.1",
      rows: [{ period: null, keys: {}, amount: "10.1" }],
    });
  });

  it("answers the comparison beside", async () => {
    const answer = await (await asked("from=2026-06-02&to=2026-06-03&granularity=total&compare=previous")).json();
    expect(answer).toMatchObject({
      total: "0.0000000001",
      compared: { from: "2026-06-01", to: "2026-06-02", total: "10.1" },
    });
  });

  it("gives a tag, says when nothing changed, and answers anew after an import", async () => {
    const first = await asked(june);
    const tag = first.headers.get("etag") ?? "";
    const again = await asked(june, { authorization: `Bearer ${token}`, "if-none-match": `"x", W/${tag}` });
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", tag]);
    expect(first.headers.get("cache-control")).toContain("private");

    await addCharges(scope, [{ ...plainCharge, billed: "5", currency: "EUR", source: "more" }]);
    const changed = await asked(june, { authorization: `Bearer ${token}`, "if-none-match": tag });
    expect(changed.status).toBe(200);
    expect(await changed.json()).toMatchObject({
      answers: [
        { currency: "EUR", total: "5" },
        { currency: "USD", total: "10.1000000001" },
      ],
    });
  });

  it("shows a token its own workspace alone", async () => {
    const answer = await (await asked(june, { authorization: `Bearer ${poorToken}` })).json();
    expect(answer).toMatchObject({ currency: null, total: "0", rows: [], dataThrough: null });
  });

  it.each([
    ["from=2026-06-01", 400],
    [`${june}&workspace=demo`, 400],
    [`${june}&groupby=service`, 400],
    [`${june}&granularity=hour`, 400],
    [`${june}&granularity=hour&from=2026-01-01`, 400],
    ["from=x&to=y", 400],
    [`${june}&where=service:eq:a%00`, 400],
    [`${june}&where=%ff%fe:eq:a`, 400],
    [`${june}&where[]=service:eq:a`, 400],
    [`${june}&groupBy=tag.%00`, 400],
    ["from=1066-10-14&to=1066-10-15", 400],
    ["from=2016-01-01&to=2026-01-01&granularity=hour", 400],
    [`${june}&where=service:in:${"a,".repeat(10_000)}`, 400],
  ])("a bad question is refused in words: %#", async (search, status) => {
    const response = await asked(search);
    expect(response.status, search.slice(0, 90)).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status, code: "invalid", detail: expect.stringMatching(/\.$/) });
  });

  it("refuses strangers and other verbs", async () => {
    expect((await asked(june, { authorization: "Bearer nothing" })).status).toBe(401);
    const request = new Request("http://127.0.0.1:3000/api/v1/costs", { method: "POST" });
    expect((await POST(request, { params: Promise.resolve(undefined) })).status).toBe(405);
  });
});
