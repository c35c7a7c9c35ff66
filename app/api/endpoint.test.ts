import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { createToken, NewToken, revokeToken } from "@/lib/auth/tokens";
import { realWorkspace, systemScope } from "@/lib/auth/workspaces";
import { closeDatabase } from "@/lib/db/client";
import { scratchDatabase } from "@/lib/db/scratch";
import { DomainError } from "@/lib/errors";
import { contract } from "./contract";
import { endpoint } from "./endpoint";
import { Problem } from "./problem";
import { verbs } from "./verbs";

let effects = 0;
const tokens: Record<string, string> = {};

const routes = verbs({
  GET: endpoint(
    contract({
      id: "read",
      verb: "GET",
      path: "/api/v1/things/{id}",
      summary: "",
      role: "viewer",
      rows: "narrowed",
      params: z.strictObject({ id: z.uuid() }),
      query: z.strictObject({
        limit: z.string().optional(),
        where: z.union([z.string(), z.array(z.string())]).optional(),
      }),
      answers: {},
    }),
    async (scope, { params, query }) => ({ status: 200, body: { actor: scope.actor, params, query } }),
  ),
  POST: endpoint(
    contract({
      id: "make",
      verb: "POST",
      path: "/api/v1/things/{id}",
      summary: "",
      role: "editor",
      rows: "narrowed",
      params: z.strictObject({ id: z.uuid() }),
      body: z.strictObject({ name: z.string(), settings: z.record(z.string(), z.string()).default({}) }),
      answers: {},
    }),
    async (_scope, { body }) => {
      if (body.name === "taken") throw new DomainError("conflict", "There is already a thing called taken.");
      if (body.name === "misset") {
        throw Object.assign(new DomainError("invalid", "Enter the key."), { fields: { key: ["Enter the key."] } });
      }
      if (body.name === "broken") throw new Error("password=hunter2 at 10.0.0.1");
      effects += 1;
      return { status: 201, body: { made: effects, name: body.name } };
    },
  ),
});

beforeAll(async () => {
  vi.stubEnv("OUTLAY_SECRET", "a secret of thirty-two characters or more");
  await scratchDatabase();
});
beforeAll(async () => {
  const admin = await systemScope((await realWorkspace()).id);
  const now = new Date();
  for (const role of ["viewer", "editor"]) {
    tokens[role] = (await createToken(admin, NewToken.parse({ name: role, role }), now)).token;
  }
  const revoked = await createToken(admin, NewToken.parse({ name: "revoked", role: "admin" }), now);
  await revokeToken(admin, revoked.id, now);
  tokens.revoked = revoked.token;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await closeDatabase();
});

const id = "6f0b7a1e-6f3c-4f57-9a60-0a4f4f1f5e0a";
type Sent = { as?: string; query?: string; body?: string; headers?: Record<string, string>; id?: string };

async function ask(
  verb: keyof typeof routes,
  { as = "editor", query = "", body, headers = {}, id: at = id }: Sent = {},
) {
  const request = new Request(`http://outlay.test/api/v1/things/${at}${query}`, {
    method: verb,
    headers: { authorization: `Bearer ${tokens[as] ?? as}`, "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const answer = await routes[verb](request, { params: Promise.resolve({ id: at }) });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
}

describe("who asks", () => {
  it("is known by a token, and sees an answer that nobody may keep", async () => {
    const { status, headers, body } = await ask("GET", { as: "viewer" });
    expect(status).toBe(200);
    expect(body).toMatchObject({ actor: "token viewer", params: { id } });
    expect(headers.get("cache-control")).toBe("private, no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it.each(["revoked", "outlay_nonsense", "", "a b"])("is refused with the token %j", async (as) => {
    const { status, headers, body } = await ask("GET", { as });
    expect([status, headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    expect(Problem.parse(body)).toMatchObject({ code: "unauthenticated" });
  });

  it("is refused without the role", async () => {
    const { status, body } = await ask("POST", { as: "viewer", body: '{"name":"x"}' });
    expect([status, body.detail]).toEqual([403, "This needs the role editor; yours is viewer."]);
  });
});

describe("a request that does not fit", () => {
  it.each([
    ["an unknown parameter", "?limitt=1", "query"],
    ["a parameter given twice", "?limit=1&limit=2", "query.limit"],
  ])("%s is a 400 with its field", async (_what, query, field) => {
    const { status, body } = await ask("GET", { query });
    expect(status).toBe(400);
    expect(Problem.parse(body).errors?.[0]?.field).toBe(field);
  });

  it.each([
    ["{}"],
    ['{"name":{"not":""}}'],
    ['{"name":[]}'],
    ['{"name":["x"]}'],
    ['{"name":null}'],
    ['{"name":1}'],
    ['{"name":"x","role":"admin"}'],
    ['{"name":"x","settings":{"key":{"raw":"1=1"}}}'],
    ['{"name":"x","__proto__":{"role":"admin"}}'],
    ["[]"],
    ["null"],
    ['"x"'],
    [`${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    [`{"name":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
    ["{"],
    [""],
  ])("the body %.60s is a 400", async (body) => {
    const before = effects;
    const answer = await ask("POST", { body });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(Problem.parse(answer.body).code).toBe("invalid");
    expect(effects).toBe(before);
  });

  it("a body that is too long, or not JSON by its type, is refused", async () => {
    expect(await ask("POST", { body: JSON.stringify({ name: "x".repeat(1024 * 1024) }) })).toMatchObject({
      status: 413,
    });
    const headers = { "content-type": "text/plain" };
    expect(await ask("POST", { body: '{"name":"x"}', headers })).toMatchObject({ status: 415 });
  });

  it("an id that cannot be is not found", async () => {
    expect(await ask("GET", { id: "1 or 1=1" })).toMatchObject({ status: 404, body: { code: "not_found" } });
  });

  it("a verb that is not offered is a 405 that names what is", async () => {
    const { status, headers, body } = await ask("DELETE");
    expect([status, headers.get("allow"), body.code]).toEqual([405, "GET, POST", "method_not_allowed"]);
  });
});

describe("what goes wrong inside", () => {
  it("is told in the domain's words when it is a refusal", async () => {
    const { status, body } = await ask("POST", { body: '{"name":"taken"}' });
    expect(body).toEqual({
      type: "about:blank",
      title: "Conflict",
      status: 409,
      detail: "There is already a thing called taken.",
      code: "conflict",
    });
    expect(status).toBe(409);
  });

  it("names the setting that is wrong", async () => {
    const { status, body } = await ask("POST", { body: '{"name":"misset"}' });
    expect([status, body.errors]).toEqual([400, [{ field: "key", message: "Enter the key." }]]);
  });

  it("is told by a number alone when it is a bug", async () => {
    const { status, body } = await ask("POST", { body: '{"name":"broken"}' });
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toMatch(/hunter2|10\.0\.0\.1|stack/);
    expect(body.instance).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
  });
});

describe("a change with an Idempotency-Key", () => {
  const headers = { "idempotency-key": "one" };

  it("has one effect and one answer", async () => {
    const first = await ask("POST", { body: '{"name":"x"}', headers });
    const second = await ask("POST", { body: '{"name":"x"}', headers });
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(first.status).toBe(201);
  });

  it("is refused with another body, and a key that is no key is refused", async () => {
    expect(await ask("POST", { body: '{"name":"y"}', headers })).toMatchObject({ status: 422 });
    const odd = { "idempotency-key": "a b" };
    expect(await ask("POST", { body: '{"name":"x"}', headers: odd })).toMatchObject({ status: 400 });
  });
});
