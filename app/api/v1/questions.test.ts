import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "@/lib/auth/scope";
import { createToken } from "@/lib/auth/tokens";
import { closeDatabase } from "@/lib/db/client";
import { scratchDatabase } from "@/lib/db/scratch";
import { madeWorkspace, plainCharge } from "@/lib/query/made-ledger";
import type { Route } from "../endpoint";
import { GET as query } from "../query/route";
import { explainChange } from "./changes/contract";
import { GET as changes } from "./changes/route";
import { GET as costs } from "./costs/route";
import { GET as getYear, PUT as putYear } from "./fiscal-year/route";
import { DELETE as dropNote } from "./notes/[id]/route";
import { POST as addNote, GET as listNotes } from "./notes/route";
import { GET as charges } from "./resource/charges/route";
import { readResource } from "./resource/contract";
import { GET as resource } from "./resource/route";
import { findByName } from "./search/contract";
import { GET as search } from "./search/route";
import { GET as tagKeys } from "./tag-keys/route";
import { findValues } from "./values/contract";
import { GET as values } from "./values/route";
import { DELETE as dropView, PATCH as editView, GET as oneView } from "./views/[id]/route";
import { POST as addView, GET as listViews } from "./views/route";

const tokens: Record<string, string> = {};
let scope: Scope;
beforeAll(async () => {
  await scratchDatabase();
  scope = await madeWorkspace("acme", [
    { ...plainCharge, billed: "10.10", resource: "i-1", tags: { team: "red" } },
    { ...plainCharge, billed: "4", resource: "i-2", start: "2026-05-02T00:00:00Z", end: "2026-05-03T00:00:00Z" },
    { ...plainCharge, billed: "-1", chargeKind: "credit", chargeCategory: "Credit" },
  ]);
  for (const [name, role] of [
    ["reader", "viewer"],
    ["writer", "editor"],
    ["other", "editor"],
    ["chief", "admin"],
  ] as const) {
    const made = await createToken({ ...scope, role: "admin" }, { name, role, expiresAt: null }, new Date());
    tokens[name] = made.token;
  }
});
afterAll(closeDatabase);

type Sent = {
  verb?: string;
  body?: unknown;
  id?: string;
  as?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};
const send = (route: Route, path: string, { verb = "GET", body, id, as = "reader", headers = {}, signal }: Sent = {}) =>
  route(
    new Request(`http://127.0.0.1:3000${path}`, {
      method: verb,
      headers: {
        authorization: `Bearer ${tokens[as]}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    }),
    { params: Promise.resolve(id === undefined ? undefined : { id }) },
  );
const june = "from=2026-06-01&to=2026-07-01";
const shapeOf = (contract: { answers: Record<number, { schema?: { parse: (value: unknown) => unknown } }> }) =>
  contract.answers[200]?.schema;

describe("the API of questions", () => {
  it("finds values, tag keys and anything by name, as its contracts say", async () => {
    const found = await (await send(values, `/api/v1/values?dimension=tag.team&q=RE&${june}`)).json();
    expect(shapeOf(findValues)?.parse(found)).toMatchObject({ values: [{ value: "red", charges: 1 }], more: false });
    expect(await (await send(tagKeys, `/api/v1/tag-keys?${june}`)).json()).toMatchObject({ keys: [{ key: "team" }] });
    const names = await (await send(search, "/api/v1/search?q=ec2")).json();
    expect(shapeOf(findByName)?.parse(names)).toMatchObject({ items: [{ kind: "service", label: "Amazon EC2" }] });
  });

  it("explains a change and tells a resource, as its contracts say", async () => {
    const why = await (await send(changes, `/api/v1/changes?${june}&compare=2026-05-01..2026-05-31`)).json();
    expect(shapeOf(explainChange)?.parse(why)).toMatchObject({
      changes: [{ amount: "5.1", resources: { new: 1, vanished: 1 } }],
    });
    const one = await (await send(resource, "/api/v1/resource?id=i-1")).json();
    expect(shapeOf(readResource)?.parse(one)).toMatchObject({
      id: "i-1",
      tags: { team: "red" },
      neighbours: [{ id: "i-2" }],
    });
    const page = await (await send(charges, "/api/v1/resource/charges?id=i-1&limit=1")).json();
    expect(page).toMatchObject({ items: [{ billed: "10.1" }], cursor: null });
    expect((await send(resource, "/api/v1/resource?id=nothing%00")).status).toBe(404);
  });

  it("says that nothing changed to whoever has the answer of this data", async () => {
    for (const [route, path] of [
      [values, `/api/v1/values?dimension=service&${june}`],
      [tagKeys, `/api/v1/tag-keys?${june}`],
      [changes, `/api/v1/changes?${june}`],
      [resource, "/api/v1/resource?id=i-1"],
      [charges, "/api/v1/resource/charges?id=i-1"],
    ] as const) {
      const tag = (await send(route, path)).headers.get("etag") ?? "";
      const again = await send(route, path, { headers: { "if-none-match": tag } });
      expect([again.status, await again.text()], path).toEqual([304, ""]);
      const other = path.includes("charges") ? "limit=7" : "metric=effective";
      expect((await send(route, `${path}&${other}`, { headers: { "if-none-match": tag } })).status).toBe(200);
    }
  });

  it("says that nothing is found anew until a view is saved", async () => {
    const found = (headers: Record<string, string> = {}) => send(search, "/api/v1/search?q=etag", { headers });
    const tag = (await found()).headers.get("etag") ?? "";
    expect((await found({ "if-none-match": tag })).status).toBe(304);
    const view = { name: "Etag of views", search: june, shared: true };
    const saved = await (await send(addView, "/api/v1/views", { verb: "POST", body: view, as: "writer" })).json();
    const after = await found({ "if-none-match": tag });
    expect(await after.json()).toMatchObject({ items: [{ kind: "view", label: "Etag of views" }] });
    await send(dropView, "", { verb: "DELETE", id: saved.id, as: "writer" });
  });

  it("takes the short forms of the page in the costs too", async () => {
    const total = async (more: string) => (await send(costs, `/api/v1/costs?${more}&granularity=total`)).json();
    expect(await total(`${june}&exclude=credit,tax`)).toMatchObject({ total: "10.1" });
    expect(await total("period=last-120-months&where=resource:present")).toMatchObject({ total: "14.1" });
    expect((await send(costs, `/api/v1/costs?${june}&period=last-7-days`)).status).toBe(400);
    expect((await send(costs, "/api/v1/costs?granularity=total")).status).toBe(400);
  });

  it.each([
    [values, "/api/v1/values?dimension=nothing"],
    [values, "/api/v1/values"],
    [values, `/api/v1/values?dimension=service&q=${"x".repeat(300)}`],
    [tagKeys, "/api/v1/tag-keys?period=forever"],
    [changes, "/api/v1/changes?period=last-7-days&compare=never"],
    [changes, `/api/v1/changes?${june}&exclude=everything`],
    [changes, "/api/v1/changes?from=2026-06-01&to=2016-06-01"],
    [changes, `/api/v1/changes?${june}&where=service:in:${"a,".repeat(10_000)}a`],
    [changes, `/api/v1/changes?${june}&where=nothing:eq:a`],
    [values, `/api/v1/values?dimension=service&${june}&where=service:in:${"a,".repeat(10_000)}a`],
    [query, `/api/query?part=table&${june}&groupBy=foo`],
    [query, "/api/query?part=table&from=2016-01-01&to=2026-01-01&granularity=hour"],
    [search, "/api/v1/search"],
    [charges, "/api/v1/resource/charges?id=i-1&cursor=abc"],
    [query, "/api/query?part=everything"],
    [query, "/api/query?part=chart&granularity=hour&period=last-120-months"],
    [query, "/api/query?part=chart&chart=pie"],
  ])("refuses a bad question in words: %#", async (route, path) => {
    const response = await send(route, path);
    expect(response.status, path).toBe(400);
    expect(await response.json()).toMatchObject({ code: "invalid", detail: expect.stringMatching(/\.$/) });
  });
});

describe("saved views", () => {
  const make = async (as: string, view: object) => send(addView, "/api/v1/views", { verb: "POST", as, body: view });
  const names = async (as: string) =>
    ((await (await send(listViews, "/api/v1/views", { as })).json()) as { items: { name: string }[] }).items.map(
      ({ name }) => name,
    );

  it("keep a relative period, belong to their owner, and are shared by editors", async () => {
    const search = "period=month-to-date&groupBy=tag.team&exclude=credit&chart=pareto&utm=x";
    const made = await make("reader", { name: "Mine", search });
    expect(made.status).toBe(201);
    const view = (await made.json()) as { id: string; search: string };
    expect(new URLSearchParams(view.search).get("period")).toBe("month-to-date");
    expect(view.search).not.toContain("utm");
    expect([await names("reader"), await names("other")]).toEqual([["Mine"], []]);
    expect((await make("reader", { name: "Mine", search })).status).toBe(409);
    expect((await make("reader", { name: "For all", search, shared: true })).status).toBe(403);
    expect((await make("reader", { name: "Bad", search: "granularity=fortnight" })).status).toBe(400);
    expect((await make("reader", { name: "Bad", search, owner: "me" })).status).toBe(400);

    const edit = (as: string, body: object) =>
      send(editView, `/api/v1/views/${view.id}`, { verb: "PATCH", id: view.id, as, body });
    expect((await edit("other", { name: "Theirs" })).status).toBe(404);
    expect((await edit("reader", { shared: true })).status).toBe(403);
    expect(
      await (await edit("reader", { name: "Renamed", description: "For Monday.", pinned: true })).json(),
    ).toMatchObject({
      name: "Renamed",
      description: "For Monday.",
      pinned: true,
      shared: false,
    });
    expect(await (await send(oneView, `/api/v1/views/${view.id}`, { id: view.id })).json()).toMatchObject({
      name: "Renamed",
      editable: true,
    });
    expect((await send(dropView, `/api/v1/views/${view.id}`, { verb: "DELETE", id: view.id })).status).toBe(204);
    expect(await names("reader")).toEqual([]);
  });

  it("that are shared are seen by all and changed by their owner and admins alone", async () => {
    const view = (await (await make("writer", { name: "For all", search: "", shared: true })).json()) as { id: string };
    expect([await names("reader"), await names("other")]).toEqual([["For all"], ["For all"]]);
    const edit = (as: string) =>
      send(editView, `/api/v1/views/${view.id}`, { verb: "PATCH", id: view.id, as, body: { description: as } });
    expect([(await edit("other")).status, (await edit("writer")).status, (await edit("chief")).status]).toEqual([
      403, 200, 200,
    ]);
  });
});

it("keeps notes on days, written by editors and deleted by their writer or an admin", async () => {
  const write = (as: string, body: object) => send(addNote, "/api/v1/notes", { verb: "POST", as, body });
  expect((await write("reader", { day: "2026-06-01", text: "x" })).status).toBe(403);
  expect((await write("writer", { day: "2026-02-30", text: "x" })).status).toBe(400);
  const note = (await (await write("writer", { day: "2026-06-01", text: "Released 😀 <b>" })).json()) as { id: string };
  const list = await (await send(listNotes, `/api/v1/notes?${june}`)).json();
  expect(list).toMatchObject({
    items: [{ day: "2026-06-01", text: "Released 😀 <b>", author: "token writer", editable: false }],
  });
  const drop = (as: string) => send(dropNote, `/api/v1/notes/${note.id}`, { verb: "DELETE", id: note.id, as });
  expect([(await drop("other")).status, (await drop("writer")).status, (await drop("writer")).status]).toEqual([
    403, 204, 404,
  ]);
});

it("lets an admin choose the month in which the fiscal year begins, which quarters then follow", async () => {
  const choose = (as: string, month: number) =>
    send(putYear, "/api/v1/fiscal-year", { verb: "PUT", as, body: { month } });
  expect([(await choose("writer", 4)).status, (await choose("chief", 13)).status]).toEqual([403, 400]);
  expect((await choose("chief", 5)).status).toBe(200);
  expect(await (await send(getYear, "/api/v1/fiscal-year")).json()).toEqual({ month: 5 });
  const quarters = await (await send(costs, `/api/v1/costs?${june}&granularity=quarter`)).json();
  expect(quarters).toMatchObject({ rows: [{ period: "2026-05-01" }] });
});
