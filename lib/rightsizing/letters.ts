import { requireRole, type Scope } from "../auth/scope";
import { moneyText } from "../budgets/money-text";
import { rowsOf, sql } from "../db/sql";
import { Money, sumOf } from "../focus/money";
import { addDays, type Day, dayOf, startOf } from "../focus/period";
import type { Notice } from "../notify/due";
import { noticeTo } from "../notify/notices";
import { letterReaders } from "./letter-readers";
import { type AdviceRow, adviceRows } from "./list/advice-list";
import { visibleTo } from "./list/visible";
import { stateLabels } from "./words";

const TOP = 5;

/** One owner's week in a few lines: what is open, what is due, and the largest savings. */
function weeklyLetter(rows: AdviceRow[], today: Day): Notice {
  const [first] = rows;
  const open = rows.filter(({ state }) => state === "open" || state === "in_progress");
  const overdue = open.filter(({ dueOn }) => dueOn !== null && dueOn < today);
  const count = open.length === 1 ? "1 recommendation" : `${open.length} recommendations`;
  const late = overdue.length > 0 ? ` ${overdue.length} of them should be done by now.` : "";
  return {
    subject: `${count} of yours could save ${totals(open)} a month`,
    sentence: `${count} on resources of yours could save ${totals(open)} a month.${late}`,
    lines: [...open].sort(bySaving).slice(0, TOP).map(line),
    link: { label: "Open your recommendations", path: `/rightsizing?owner=${encodeURIComponent(first?.owner ?? "")}` },
    because: "You get this mail because these recommendations are assigned to you.",
  };
}

/** What counts of them, each currency by itself. */
function totals(rows: AdviceRow[]): string {
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  const sums = currencies.map((currency) => {
    const amounts = rows.filter((row) => row.currency === currency).map(({ counted }) => counted);
    return moneyText(sumOf(amounts), currency);
  });
  return sums.join(" and ");
}

function bySaving(one: AdviceRow, other: AdviceRow): number {
  return new Money(other.counted).cmp(one.counted) || (one.id < other.id ? -1 : 1);
}

/** What counts of it, so that the lines add up to no more than the sentence says. */
function line(row: AdviceRow): string {
  const { title, saving, counted, currency, state, dueOn, accountName, account, unconfirmed, lastSeenAt } = row;
  const where = accountName ?? account;
  const facts = [
    where,
    state === "open" ? null : stateLabels[state],
    dueOn && `due ${dueOn}`,
    counted !== saving && `of ${moneyText(new Money(saving), currency)}: other advice saves the rest`,
    unconfirmed && notSince(lastSeenAt),
  ].filter(Boolean);
  return `${moneyText(new Money(counted), currency)} a month: ${title}${facts.length > 0 ? ` (${facts.join(", ")})` : ""}`;
}

const notSince = (lastSeenAt: string) => `not confirmed since ${lastSeenAt.slice(0, 10)}`;

/**
 * Puts each owner's letter of this week into the outbox, once; who has nothing that counts gets none. What may not be
 * sent to its owner stands there with the reason.
 */
export async function queueWeeklyLetters(scope: Scope, now: Date): Promise<number> {
  requireRole(scope, "editor");
  const today = dayOf(now);
  const key = `advice ${weekOf(today)}`;
  const readerOf = await letterReaders(scope);
  const owners = await rowsOf<{ owner: string }>(sql`
    select distinct advice.owner from recommendation advice where ${toTell(scope)} order by advice.owner`);
  let queued = 0;
  for (const { owner } of owners) {
    const reader = readerOf(owner);
    const { refusal } = reader;
    const seen = refusal === null ? { ...scope, rows: reader.rows } : scope;
    const own = await adviceRows(seen, sql`where ${toTell(seen)} and advice.owner = ${owner} order by advice.id`);
    if (own.length === 0) continue;
    if (refusal === null) queued += 1;
    await rowsOf(noticeTo(scope.workspaceId, { recipient: owner, key, notice: weeklyLetter(own, today), refusal }));
  }
  return queued;
}

const toTell = (scope: Scope) => sql`
  ${visibleTo(scope)} and advice.state in ('open', 'in_progress') and advice.owner is not null and advice.counted > 0`;

/** The Monday of the day's week. */
function weekOf(day: Day): Day {
  return addDays(day, -((startOf(day).getUTCDay() + 6) % 7));
}
