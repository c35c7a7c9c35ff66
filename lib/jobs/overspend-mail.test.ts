import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Scope } from "../auth/scope";
import { realWorkspace, systemScope } from "../auth/workspaces";
import { NewBudget } from "../budgets/spec";
import { createBudget } from "../budgets/write";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { Money, sumOf } from "../focus/money";
import { addDays, dayOf, daysIn, monthOf } from "../focus/period";
import { csvOf } from "../ledger/import-trial";
import { requestImport } from "../ledger/request-import";
import { wakeWorker } from "./queue";
import { type RunningWorker, startWorker } from "./worker";

const OWNER = "maya@example.com";
const today = dayOf(new Date());
const raws: string[] = [];
let folder: string;
let scope: Scope;
let worker: RunningWorker;
const mailBox = new SMTPServer({
  disabledCommands: ["AUTH"],
  hideSTARTTLS: true,
  onData: (stream, _session, done) => {
    const parts: Buffer[] = [];
    stream.on("data", (part: Buffer) => parts.push(part));
    stream.on("end", () => {
      raws.push(Buffer.concat(parts).toString());
      done();
    });
  },
});

beforeAll(async () => {
  mailBox.listen(0, "127.0.0.1");
  await once(mailBox.server, "listening");
  folder = mkdtempSync(join(tmpdir(), "outlay-overspend-"));
  vi.stubEnv("OUTLAY_DATA_DIR", folder);
  vi.stubEnv("OUTLAY_DEMO", "0");
  vi.stubEnv("OUTLAY_SECRET", "a secret of these tests, long enough");
  vi.stubEnv("OUTLAY_URL", "https://outlay.example.com");
  vi.stubEnv("SMTP_URL", `smtp://127.0.0.1:${(mailBox.server.address() as AddressInfo).port}`);
  vi.stubEnv("MAIL_FROM", "Outlay <outlay@example.com>");
  await scratchDatabase();
  scope = await systemScope((await realWorkspace()).id);
  worker = await startWorker();
});
afterAll(async () => {
  await worker.stop();
  await closeDatabase();
  await new Promise<void>((resolve) => mailBox.close(() => resolve()));
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

/** Ten dollars a day for the team payments, and on the last day so much more for a new service. */
async function imported(name: string, burst: string | null): Promise<void> {
  const days = daysIn({ from: monthOf(addDays(today, -75)).from, to: addDays(today, 1) });
  const row = (day: string, ServiceName: string, cost: string) => ({
    BillingPeriodStart: `${monthOf(day).from}T00:00:00Z`,
    BillingPeriodEnd: `${monthOf(day).to}T00:00:00Z`,
    ChargePeriodStart: `${day}T00:00:00Z`,
    ChargePeriodEnd: `${addDays(day, 1)}T00:00:00Z`,
    ServiceName,
    BilledCost: cost,
    EffectiveCost: cost,
    Tags: JSON.stringify({ team: "payments" }),
  });
  const rows = days.map((day) => row(day, "Amazon EC2", "10"));
  if (burst !== null) rows.push(row(today, "Amazon Redshift", burst));
  const path = join(folder, name);
  writeFileSync(path, csvOf(rows));
  const { runId } = await requestImport(scope, { sourceName: "AWS export", files: [{ path, name }] });
  await wakeWorker();
  await until(async () => (await db.importRun.findUniqueOrThrow({ where: { id: runId } })).finishedAt !== null);
  expect(await db.importRun.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({ state: "succeeded" });
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(50);
}

it("an import that pushes a team over its budget is one mail to the owner within a minute", {
  timeout: 120_000,
}, async () => {
  await imported("calm.csv", null);
  const where = [{ dimension: "tag.team", operator: "eq", values: ["payments"] }];
  const amount = { mode: "fixed", amount: "5000" };
  await createBudget(scope, NewBudget.parse({ name: "Payments", currency: "USD", amount, where, owner: OWNER }));
  await wakeWorker();
  await until(async () => (await db.evaluationDue.count()) === 0);
  expect(raws).toEqual([]);

  await imported("burst.csv", "6000.01");
  const committed = Date.now();
  await until(async () => raws.length > 0);
  expect(Date.now() - committed).toBeLessThan(60_000);
  const mail = await PostalMime.parse(raws[0] ?? "");
  expect(mail.to?.map(({ address }) => address)).toEqual([OWNER]);
  expect(mail.subject).toMatch(/^\[Over 1\d\d %\] Payments .+ budget: \$6,\d{3} of \$5,000, forecast \$/);
  // One chart for a light screen and one for a dark one.
  expect(mail.attachments.map(({ mimeType }) => mimeType)).toEqual(["image/png", "image/png"]);
  expect(mail.text).toContain("Amazon Redshift");

  const lines = (mail.text ?? "").split("What makes up the overrun:")[1]?.split("\n\n")[1]?.split("\n") ?? [];
  const amounts = lines.map((line) => (/^-?\+?\$?-?[\d$,.]+/.exec(line.trim())?.[0] ?? "0").replace(/[+$,]/g, ""));
  const total = amounts.pop() ?? "0";
  expect(new Money(total).gt(1000)).toBe(true);
  expect(sumOf(amounts).toFixed(2)).toBe(new Money(total).toFixed(2));

  await wakeWorker();
  await until(async () => (await db.outboxIntent.count({ where: { state: { in: ["queued", "deferred"] } } })) === 0);
  expect(raws).toHaveLength(1);
});
