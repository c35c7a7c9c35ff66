import { afterAll, beforeAll, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { realWorkspace, systemScope } from "../auth/workspaces";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { adviceRuns } from "../rightsizing/list/overview";
import { requestLook } from "../rightsizing/run/request";
import { lookWhereAsked, queueDueLooks } from "./advise";

const now = new Date();
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const worker = new AbortController().signal;
let scope: Scope;

beforeAll(async () => {
  await scratchDatabase();
  scope = await systemScope((await realWorkspace()).id);
});
afterAll(closeDatabase);

const states = async () => (await adviceRuns(scope)).map(({ state }) => state);

it("looks when somebody asks, once however often that is", async () => {
  const { runId } = await requestLook(scope, now);
  expect(await requestLook(scope, now)).toEqual({ runId });
  expect(await states()).toEqual(["queued"]);
  await lookWhereAsked(worker);
  expect(await states()).toEqual(["succeeded"]);
  await expect(requestLook({ ...scope, role: "viewer" }, now)).rejects.toThrow("editor");
});

it("looks once a day by itself, and takes up what a killed process left", async () => {
  await rowsOf(sql`update workspace set data_version = 1 where id = ${scope.workspaceId}::uuid`);
  await queueDueLooks(later(0));
  expect(await states()).toEqual(["succeeded"]);
  await queueDueLooks(later(24));
  await queueDueLooks(later(24));
  expect(await states()).toEqual(["queued", "succeeded"]);
  await rowsOf(sql`update rightsizing_run set state = 'running' where state = 'queued'`);
  await lookWhereAsked(worker);
  expect(await states()).toEqual(["succeeded", "succeeded"]);
});
