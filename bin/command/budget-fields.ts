import type { Scope } from "../../lib/auth/scope";
import type { BudgetCalendar } from "../../lib/budgets/calendar";
import { amountFrom } from "../../lib/budgets/csv-amount";
import { budgetNamed } from "../../lib/budgets/list";
import { DomainError } from "../../lib/errors";
import { queryFromUrl } from "../../lib/query/url";
import type { Input } from "./command";

/** The options that say what a budget is: of a new one, and of one that is changed. */
export const budgetOptions = {
  amount: { type: "string" },
  plan: { type: "string", multiple: true },
  currency: { type: "string" },
  every: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  calendar: { type: "string" },
  "first-month": { type: "string" },
  "week-start": { type: "string" },
  pattern: { type: "string" },
  "time-zone": { type: "string" },
  where: { type: "string", multiple: true },
  metric: { type: "string" },
  exclude: { type: "string", multiple: true },
  owner: { type: "string" },
  recipient: { type: "string", multiple: true },
  escalation: { type: "string" },
  threshold: { type: "string", multiple: true },
  "part-of": { type: "string" },
  "rolls-over": { type: "boolean" },
} as const;

export const budgetOptionLines = [
  '  --amount AMOUNT          for each period, such as 1500.00, "history of 3 periods + 10 %", "forecast - 5 %" or',
  '                           "1500 growing 5 % each year since 2026-01-01"',
  "  --plan DAY=AMOUNT        instead: the amount from that day on, such as 2026-11-01=1500; may be repeated",
  "  --currency CODE          such as USD; only charges in this currency count",
  "  --every PERIOD           day, week, month (default), quarter, year, or once with --from and --to",
  "  --from DAY, --to DAY     the first day, and the day after the last",
  "  --first-month NUMBER     the month in which the fiscal year begins, such as 4",
  '  --calendar weeks         a year of whole weeks, with --pattern 4-4-5, 4-5-4 or 5-4-4; "gregorian" for months',
  "  --week-start NUMBER      the first day of a week, 1 (Monday) to 7 (Sunday)",
  "  --time-zone ZONE         such as Europe/Berlin: what today is for its owner",
  "  --where CONDITION        as of outlay costs; may be repeated",
  "  --metric M               effective (default), billed, list or contracted",
  "  --exclude KIND           credits, tax, refunds or support; may be repeated",
  "  --owner ADDRESS          who is told; --recipient ADDRESS for more, may be repeated",
  "  --escalation ADDRESS     who hears of an alert that nobody acknowledges",
  '  --threshold TEXT         such as "actual percent 80", "forecast percent 100", "probability percent 80",',
  '                           "actual amount 5000" or "run_rate days 10"; up to ten',
  "  --part-of NAME           the budget it is part of",
  "  --rolls-over             what a period leaves unspent is added to the next",
];

type Before = { calendar: BudgetCalendar | object };

/** What was typed of a budget; what was not is left out. A list, such as of thresholds, takes the place of the former. */
export async function typedBudget(input: Input, scope: Scope, now: Date, before: Before = { calendar: {} }) {
  const [amount, parent] = [input.text("amount"), input.text("part-of")];
  if (amount !== undefined && input.texts("plan").length > 0) {
    throw new DomainError("invalid", "Say either --amount or --plan.");
  }
  return {
    amount: amount === undefined ? listed(input, "plan", planFrom) : amountFrom(amount),
    currency: input.text("currency"),
    every: input.text("every"),
    startsOn: input.text("from"),
    endsOn: input.text("to"),
    calendar: calendarFrom(input, before),
    timeZone: input.text("time-zone"),
    where: listed(input, "where", conditionsFrom),
    metric: input.text("metric"),
    includes: listed(input, "exclude", includesFrom),
    owner: input.text("owner"),
    recipients: listed(input, "recipient", (all) => all),
    escalation: input.text("escalation"),
    thresholds: listed(input, "threshold", (all) => all.map(thresholdFrom)),
    parentId: parent === undefined ? undefined : (await budgetNamed(scope, parent, now)).id,
    rollsOver: input.has("rolls-over") || undefined,
  };
}

/** "none" empties a list. */
function listed<Read>(input: Input, option: string, read: (all: string[]) => Read): Read | undefined {
  const texts = input.texts(option);
  return texts.length === 0 ? undefined : read(texts.filter((text) => text !== "none"));
}

function planFrom(texts: string[]) {
  const amounts = texts.map((text) => {
    const [from = "", amount = ""] = text.split("=").map((part) => part.trim());
    return { from, amount };
  });
  return { mode: "planned", amounts };
}

function calendarFrom(input: Input, { calendar }: Before): object | undefined {
  const typed = {
    kind: input.text("calendar"),
    firstMonth: numberIn(input, "first-month"),
    weekStart: numberIn(input, "week-start"),
    pattern: input.text("pattern"),
  };
  const given = Object.entries(typed).filter(([, value]) => value !== undefined);
  return given.length === 0 ? undefined : { ...calendar, ...Object.fromEntries(given) };
}

const numberIn = (input: Input, option: string) => {
  const text = input.text(option);
  return text === undefined ? undefined : Number(text);
};

const includesFrom = (kinds: string[]) => Object.fromEntries(kinds.map((kind) => [kind, false]));

function thresholdFrom(text: string): { kind: string; unit: string; value: string } {
  const [kind = "", unit = "", value = ""] = text.trim().split(/ +/);
  return { kind, unit, value };
}

function conditionsFrom(texts: string[]) {
  const params = new URLSearchParams({ from: "2026-01-01", to: "2026-01-02" });
  for (const text of texts) params.append("where", text);
  return queryFromUrl(params, "2026-01-01").where;
}
