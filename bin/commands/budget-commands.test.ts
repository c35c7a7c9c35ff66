import { mkdir, mkdtemp } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { chargeOn } from "../../lib/alerts/made-evaluation";
import { realWorkspace, systemScope } from "../../lib/auth/workspaces";
import { closeDatabase } from "../../lib/db/client";
import { scratchDatabase } from "../../lib/db/scratch";
import { rowsOf, sql } from "../../lib/db/sql";
import { daysIn } from "../../lib/focus/period";
import { addCharges } from "../../lib/query/made-ledger";
import type { Outcome, Session } from "../command/command";
import { inputFor } from "../command/input";
import { commandIn } from "../command/list";

// Commands as they are typed, one after the other on one database, without a process for each.
const now = new Date("2026-06-20T09:00:00Z");
const received: string[] = [];
const program = createServer((request, response) => {
  request.setEncoding("utf8").on("data", (part: string) => received.push(part));
  request.on("end", () => response.end("kept"));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => program.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("OUTLAY_SECRET", "a secret of thirty-two characters or more");
  vi.stubEnv("OUTLAY_URL", "https://outlay.example.com");
  await scratchDatabase();
  const scope = await systemScope((await realWorkspace()).id);
  const days = daysIn({ from: "2026-03-01", to: "2026-06-20" });
  await addCharges(
    scope,
    days.map((day) => chargeOn(day, "10")),
  );
});
afterAll(async () => {
  program.close();
  vi.unstubAllEnvs();
  await closeDatabase();
});

async function typed(...args: string[]): Promise<Outcome & { text: string }> {
  const found = commandIn(args);
  if (!found) throw new Error(`There is no command ${args.join(" ")}.`);
  const { command } = await found.entry.load();
  const session = { now, env: {}, dataDir: "", report: () => {} } as unknown as Session;
  const outcome = await command.run(inputFor(found.entry.name, command, found.rest), session);
  return { ...outcome, text: outcome.lines.join("\n") };
}

const idsIn = ({ json }: Outcome, list: string): string[] =>
  (json as Record<string, { id: string }[]>)[list]?.map(({ id }) => id) ?? [];

it("a budget is set, changed, commented on and judged", async () => {
  const set = ["--name", "EC2", "--amount", "150", "--currency", "USD", "--owner", "ada@example.com"];
  expect((await typed("budget", "add", ...set)).text).toMatch(/^EC2 is set\.\nSpent \$190\.00 of \$150\.00 \(127 %\)/);
  expect((await typed("budget", "change", "EC2", "--amount", "160", "--rename", "Machines")).text).toMatch(
    /^Machines is changed\.\nSpent \$190\.00 of \$160\.00/,
  );
  expect((await typed("budget", "comment", "Machines", "Too low?")).text).toContain("is written");
  expect((await typed("budget", "list")).text).toContain("Machines");
  expect((await typed("budget", "show", "Machines")).text).toContain("Too low?");
  // As if it had been set before it was over: what was over before is recorded without a word.
  await rowsOf(sql`update budget set created_at = '2026-06-02T00:00:00Z'`);
  await rowsOf(sql`delete from alert`);
  await typed("budget", "change", "Machines", "--amount", "160");
  const found = await rowsOf(sql`select from alert where state = 'open' and evidence -> 'drivers' <> 'null'`);
  expect(found).toHaveLength(1);
  await rowsOf(sql`delete from alert`);
  expect((await typed("evaluate")).text).toMatch(/1 budget judged: 1 new alert, 0 ended\.$/);
  await expect(typed("budget", "change", "EC2", "--amount", "1")).rejects.toThrow("EC2");
});

it("every field of a budget is set and changed, and what does not fit is refused in a sentence", async () => {
  const fiscal = ["--plan", "2026-04-01=500", "--plan", "2026-07-01=600", "--every", "quarter", "--first-month", "4"];
  const shown = async () => (await typed("budget", "show", "Fiscal")).json;
  await typed("budget", "add", "--name", "Fiscal", "--currency", "USD", ...fiscal);
  expect(await shown()).toMatchObject({ verdict: { name: "Q1 FY2027", figures: { amount: "500" } } });
  await typed("budget", "change", "Fiscal", "--calendar", "weeks", "--threshold", "actual percent 50", "--rolls-over");
  expect(await shown()).toMatchObject({
    calendar: { kind: "weeks", firstMonth: 4 },
    thresholds: [{ kind: "actual", unit: "percent", value: "50" }],
    rollsOver: true,
  });
  await typed("budget", "change", "Fiscal", "--threshold", "none", "--keeps-nothing", "--exclude", "credits");
  expect(await shown()).toMatchObject({ thresholds: [], rollsOver: false, includes: { credits: false, tax: true } });
  const add = ["budget", "add", "--name", "Odd"];
  for (const [sentence, ...args] of [
    ["Use an amount such as 1500.00", "--amount=-5", "--currency", "USD"],
    ["Use a currency such as USD.", "--amount", "5", "--currency", "dollars"],
    ["Use day, week, month", "--amount", "5", "--currency", "USD", "--every", "fortnight"],
    ["from 1 to 12", "--amount", "5", "--currency", "USD", "--first-month", "13"],
    ["either --amount or --plan", "--amount", "5", "--currency", "USD", "--plan", "2026-04-01=1"],
    ["--amount is missing", "--currency", "USD"],
  ] as const) {
    await expect(typed(...add, ...args)).rejects.toThrow(sentence);
  }
  expect((await typed(...add, "--amount", "5", "--currency", "EUR")).text).toContain(
    "are in USD, the budget is in EUR",
  );
  const nothing = ["--where", "service:eq:Nothing", "--currency", "USD", "--amount", "5"];
  expect((await typed("budget", "add", "--name", "Empty", ...nothing)).text).toContain("No charge matches its scope");
  for (const name of ["Fiscal", "Odd", "Empty"]) await typed("budget", "remove", name);
});

it("an alert is listed, shown and acted on", async () => {
  const listed = await typed("alert", "list");
  const [id = ""] = idsIn(listed, "alerts");
  expect(listed.text).toMatch(/Machines +June 2026 +actual percent 100 +open/);
  const shown = await typed("alert", "show", id);
  expect(shown.text).toContain("the rest");
  expect(shown.text).toContain("alert to ada@example.com: queued");
  expect((await typed("alert", "act", id, "acknowledge", "--comment", "On it.")).text).toBe(
    "The alert of Machines is acknowledged.",
  );
  await typed("alert", "act", id, "assign", "--to", "ben@example.com");
  expect((await typed("alert", "act", id, "snooze", "--days", "3")).text).toContain("snoozed");
  expect((await typed("alert", "act", id, "resolve")).text).toContain("resolved");
  const events = (await typed("alert", "show", id)).text;
  for (const word of ["acknowledged: On it.", "assigned: To ben@example.com.", "snoozed: Until 23 Jun 2026."]) {
    expect(events).toContain(word);
  }
  expect((await typed("alert", "list")).text).toBe("There is no such alert.");
  await expect(typed("alert", "act", id, "assign")).rejects.toThrow("--to is missing");
  await expect(typed("alert", "list", "--state", "odd")).rejects.toThrow("A state is one of");
});

it("a channel is added, tried, renamed and removed, and its messages go by its present name", async () => {
  const address = `http://127.0.0.1:${(program.address() as AddressInfo).port}/hook`;
  expect((await typed("channel", "list")).text).toContain("There is no channel");
  const added = ["channel", "add", "webhook", "--name", "ours", "--address", address];
  await expect(typed(...added)).rejects.toThrow("inside");
  expect((await typed(...added, "--allow-private", "--budget", "Machines")).text).toContain("Secret (shown only now)");
  expect(await typed("channel", "test", "ours")).toMatchObject({ exitCode: 0, json: { outcome: "sent" } });
  expect(received.join("")).toContain("[Test]");
  await typed("budget", "change", "Machines", "--amount", "120");
  expect((await typed("channel", "change", "ours", "--name", "money", "--all-budgets", "--new-secret")).text).toContain(
    "money is changed",
  );
  expect((await typed("channel", "list")).text).toMatch(/money +webhook +127\.0\.0\.1 +all/);
  expect((await typed("channel", "remove", "money")).text).toBe("money is not told of alerts any more.");
  await expect(typed("channel", "test", "money")).rejects.toThrow("money");
});

it("the outbox is listed, shown as text and sent from; a reader's wishes are kept", async () => {
  const listed = await typed("outbox", "list", "--to", "ada@example.com", "--state", "queued");
  const [id = ""] = idsIn(listed, "messages");
  expect(listed.text).toMatch(/queued \(no server\) +ada@example\.com +\[Over 119 %\] Machines June 2026 budget/);
  const shown = (await typed("outbox", "show", id.slice(0, 8))).text;
  expect(shown).toContain("Subject: [Over 119 %] Machines June 2026 budget: $190 of $160");
  expect(shown).toContain("What makes up the overrun");
  expect(await typed("outbox", "send", id)).toMatchObject({ exitCode: 1, text: "queued: No mail server is set." });
  expect((await typed("outbox", "send")).text).toMatch(/0 messages were sent/);
  await expect(typed("outbox", "list", "--state", "lost")).rejects.toThrow("--state is one of");
  await expect(typed("mail", "test", "ada@example.com")).rejects.toThrow("SMTP_URL");

  const wish = ["--digest", "8", "--quiet", "22-7", "--time-zone", "Europe/Berlin", "--locale", "de-DE"];
  expect((await typed("mail", "preference", "ada@example.com", ...wish)).text).toBe(
    [
      "Mails to ada@example.com come once a day, at 8:00.",
      "It is quiet from 22:00 until 7:00.",
      "Hours are in Europe/Berlin; numbers and dates are written as in de-DE.",
    ].join("\n"),
  );
  await expect(typed("mail", "preference", "ada@example.com", "--quiet", "25-7")).rejects.toThrow("0 to 23");
});

it("all budgets are written as csv and removed", async () => {
  expect((await typed("budget", "remove", "Machines")).text).toBe("Machines is removed.");
  expect((await typed("budget", "list")).text).not.toContain("Machines");
  expect(await rowsOf(sql`select from outbox`)).toEqual([]);
});

it("an export that cannot be written says why", async () => {
  const folder = join(await mkdtemp(join(tmpdir(), "outlay-export-")), "there");
  await mkdir(folder);
  const april = ["--from", "2026-04-01", "--to", "2026-05-01", "--output"];
  for (const format of ["focus-csv", "csv"]) {
    await expect(typed("export", "--format", format, ...april, "/nowhere/april.csv")).rejects.toThrow(
      "/nowhere/april.csv cannot be written: there is no such folder.",
    );
    await expect(typed("export", "--format", format, ...april, folder)).rejects.toThrow(
      `${folder} cannot be written: it is a folder.`,
    );
  }
});
