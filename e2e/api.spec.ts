import { readdirSync } from "node:fs";
import { type APIRequestContext, expect } from "@playwright/test";
import { focusFile } from "./support/focus-file";
import { test } from "./support/test";

const march = focusFile("march.csv", "2026-03");
const nobody = "00000000-0000-4000-8000-000000000000";

/** What a program sends: a token, no cookie. */
test.use({ storageState: { cookies: [], origins: [] } });

type Sent = { token: string; key?: string; file?: { name: string; text: string } };

function send(request: APIRequestContext, { token, key, file = march }: Sent) {
  return request.post("/api/v1/imports", {
    headers: { authorization: `Bearer ${token}`, ...(key && { "idempotency-key": key }) },
    multipart: {
      source: "Programs",
      file: { name: file.name, mimeType: "text/csv", buffer: Buffer.from(file.text) },
    },
  });
}

test("a program imports a file and learns what came of it, to the last digit", async ({ request, product }) => {
  const token = await product.token();
  const accepted = await send(request, { token, key: "march" });
  expect(accepted.status(), await accepted.text()).toBe(202);
  const { id } = (await accepted.json()) as { id: string };

  const headers = { authorization: `Bearer ${token}` };
  const run = async () => await (await request.get(`/api/v1/imports/${id}`, { headers })).json();
  await expect.poll(async () => (await run()).finishedAt, { timeout: 60_000 }).not.toBeNull();
  expect(await (await request.get(`/api/v1/runs/${id}`, { headers })).json()).toEqual(await run());
  const report = await run();
  expect(report).toMatchObject({ state: "succeeded", error: null, rejectedCount: 0 });
  expect(report).toMatchObject({ kind: "file", rows: march.rows, reconciliation: "reconciled" });
  expect(report.sums).toContainEqual({
    metric: "billed",
    currency: "USD",
    stored: march.billed,
    file: march.billed,
    provider: null,
  });

  const costs = await request.get("/api/v1/costs?from=2026-03-01&to=2026-04-01&granularity=total", { headers });
  expect(await costs.json()).toMatchObject({ currency: "USD", total: march.billed });

  const again = await send(request, { token, key: "march" });
  expect([again.status(), await again.json()]).toEqual([202, { id }]);
  const other = await send(request, { token, key: "march", file: { name: "march.csv", text: `${march.text}\n` } });
  expect([other.status(), (await other.json()).code]).toEqual([422, "key_reused"]);
});

test("sources are listed page by page, and hold no secret", async ({ request, product }) => {
  const headers = { authorization: `Bearer ${await product.token()}` };
  const settings = {
    auth: "keys",
    accessKeyId: "AKIAEXAMPLECANARY000",
    secretAccessKey: "canary/secret+access+key",
  };
  const made = await request.post("/api/v1/sources", {
    headers: { ...headers, "idempotency-key": "source" },
    data: { connector: "aws-cost-explorer", name: "AWS", settings },
  });
  expect(made.status(), await made.text()).toBe(201);
  expect(await made.json()).toMatchObject({ name: "AWS", secrets: expect.arrayContaining(["secretAccessKey"]) });
  const seen: string[] = [];
  let cursor = "";
  do {
    const page = await (await request.get(`/api/v1/sources?limit=1${cursor}`, { headers })).json();
    expect(page.items.length).toBeLessThanOrEqual(1);
    seen.push(...page.items.map((source: unknown) => JSON.stringify(source)));
    cursor = page.cursor === null ? "" : `&cursor=${page.cursor}`;
  } while (cursor);
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.join()).not.toContain("canary");
});

test("every refusal has the same form", async ({ request, product }) => {
  const headers = { authorization: `Bearer ${await product.token()}` };
  const expectProblem = async (
    answer: { status: () => number; headers: () => Record<string, string> },
    status: number,
  ) => {
    expect(answer.status()).toBe(status);
    expect(answer.headers()["content-type"]).toBe("application/problem+json");
    expect(answer.headers()["cache-control"]).toBe("private, no-store");
  };
  await expectProblem(await request.get("/api/v1/nothing", { headers }), 404);
  await expectProblem(await request.get(`/api/v1/runs/${nobody}`, { headers }), 404);
  await expectProblem(await request.get("/api/v1/runs/1%20or%201=1", { headers }), 404);
  await expectProblem(await request.delete("/api/v1/sources", { headers }), 405);
  await expectProblem(await request.get("/api/v1/sources?limit=0", { headers }), 400);
  await expectProblem(await request.get("/api/v1/sources?unknown=1", { headers }), 400);
  await expectProblem(await request.get("/api/v1/costs?from=x&to=y", { headers }), 400);
  await expectProblem(await request.post("/api/v1/imports", { headers, data: { file: "x" } }), 415);
  for (const hostile of [{}, { not: "" }, [], ["x"], null, 1, { raw: "1=1" }, { __proto__: { role: "admin" } }]) {
    const data = { connector: hostile, name: hostile, settings: hostile };
    await expectProblem(await request.post("/api/v1/sources", { headers, data }), 400);
  }
});

test("the description of the API names every operation", async ({ request, product }) => {
  const answer = await request.get("/api/v1/openapi.json", {
    headers: { authorization: `Bearer ${await product.token()}` },
  });
  const document = await answer.json();
  expect(document.openapi).toBe("3.1.0");
  expect(document.servers).toEqual([{ url: product.url }]);
  expect(Object.keys(document.paths).toSorted()).toEqual(routes());
});

/** Every path that the API answers, from the files that answer it. */
function routes(): string[] {
  return readdirSync("app/api/v1", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("/route.ts"))
    .map(
      (file) =>
        `/api/v1/${file
          .replace(/\/route\.ts$/, "")
          .replaceAll("[", "{")
          .replaceAll("]", "}")}`,
    )
    .toSorted();
}
