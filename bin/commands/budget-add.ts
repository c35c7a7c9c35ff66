import { amountFrom } from "../../lib/budgets/csv-amount";
import { budgetById, budgetNamed } from "../../lib/budgets/list";
import { NewBudget } from "../../lib/budgets/spec";
import { BudgetsPer, suggestedBudgets } from "../../lib/budgets/suggest";
import { createBudget, createBudgets } from "../../lib/budgets/write";
import { DomainError } from "../../lib/errors";
import { dayOf } from "../../lib/focus/period";
import { queryFromUrl } from "../../lib/query/url";
import type { Command, Input, Outcome, Session } from "../command/command";
import { required } from "../command/input";
import { judgeNow } from "../command/judge-now";
import { count, tableLines } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "--name NAME --amount AMOUNT --currency CODE [options], or --per DIMENSION [--dry-run]",
  help: [
    "Sets a budget and judges it at once, or with --per one for each team, account or service with an amount suggested",
    "from its last three months.",
    "",
    "  --name NAME              what it is called; each name once",
    '  --amount AMOUNT          for each period, such as 1500.00, "history of 3 periods + 10 %", "forecast - 5 %" or',
    '                           "1500 growing 5 % each year since 2026-01-01"',
    "  --currency CODE          such as USD; only charges in this currency count",
    "  --every PERIOD           day, week, month (default), quarter, year, or once with --from and --to",
    "  --from DAY, --to DAY     the first day, and the day after the last",
    "  --where CONDITION        as of outlay costs; may be repeated",
    "  --metric M               effective (default), billed, list or contracted",
    "  --owner ADDRESS          who is told; --recipient ADDRESS for more, may be repeated",
    '  --threshold THRESHOLD    such as "actual percent 80", "forecast percent 100", "probability percent 80",',
    '                           "actual amount 5000" or "run_rate days 10"; up to ten',
    "  --escalation ADDRESS     who hears of an alert that nobody acknowledges",
    "  --part-of NAME           the budget it is part of",
    "  --exclude KIND           credits, tax, refunds or support; may be repeated",
    "  --rolls-over             what a period leaves unspent is added to the next",
    "",
    "  --per DIMENSION          one for each value, such as tag.team, subAccount or service",
    "  --dry-run                show what --per would set, and set nothing",
  ],
  options: {
    name: { type: "string" },
    amount: { type: "string" },
    currency: { type: "string" },
    every: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    where: { type: "string", multiple: true },
    metric: { type: "string" },
    owner: { type: "string" },
    recipient: { type: "string", multiple: true },
    threshold: { type: "string", multiple: true },
    escalation: { type: "string" },
    "part-of": { type: "string" },
    exclude: { type: "string", multiple: true },
    "rolls-over": { type: "boolean" },
    per: { type: "string" },
    "dry-run": { type: "boolean" },
  },
  run: async (input, session) => (input.text("per") === undefined ? addOne(input, session) : addMany(input, session)),
};

async function addOne(input: Input, { now }: Session): Promise<Outcome> {
  const scope = await commandScope(input);
  const thresholds = input.texts("threshold").map(thresholdFrom);
  const parent = input.text("part-of");
  const budget = NewBudget.parse({
    name: required(input, "name", '"Payments"'),
    currency: required(input, "currency", "USD"),
    amount: amountFrom(required(input, "amount", "1500.00")),
    every: input.text("every"),
    startsOn: input.text("from"),
    endsOn: input.text("to"),
    where: conditionsFrom(input.texts("where")),
    metric: input.text("metric"),
    owner: input.text("owner"),
    recipients: input.texts("recipient"),
    thresholds: thresholds.length > 0 ? thresholds : undefined,
    escalation: input.text("escalation"),
    parentId: parent === undefined ? undefined : (await budgetNamed(scope, parent, now)).id,
    includes: Object.fromEntries(input.texts("exclude").map((kind) => [kind, false])),
    rollsOver: input.has("rolls-over"),
  });
  const { id } = await createBudget(scope, budget);
  await judgeNow(scope, now);
  const made = await budgetById(scope, id, now);
  return { lines: [`${made.name} is set.`, made.verdict?.reason ?? ""].filter(Boolean), json: made };
}

async function addMany(input: Input, { now }: Session): Promise<Outcome> {
  const scope = await commandScope(input);
  const per = BudgetsPer.parse({ per: input.text("per"), metric: input.text("metric") });
  const suggestions = await suggestedBudgets(scope, per, dayOf(now));
  const table = tableLines(
    ["budget", ">mean of 3 months", ">amount", ""],
    suggestions.map(({ budget, monthlyMean }) => [
      budget.name,
      monthlyMean,
      "amount" in budget.amount ? budget.amount.amount : "",
      budget.currency,
    ]),
  );
  if (suggestions.length === 0) throw new DomainError("not_found", "No value costs enough to suggest a budget for.");
  if (input.has("dry-run")) return { lines: table, json: { suggestions } };
  await createBudgets(
    scope,
    suggestions.map(({ budget }) => budget),
  );
  await judgeNow(scope, now);
  return { lines: [...table, "", `${count(suggestions.length, "budget")} set.`], json: { suggestions } };
}

function thresholdFrom(text: string): { kind: string; unit: string; value: string } {
  const [kind = "", unit = "", value = ""] = text.trim().split(/ +/);
  return { kind, unit, value };
}

function conditionsFrom(texts: string[]) {
  const params = new URLSearchParams({ from: "2026-01-01", to: "2026-01-02" });
  for (const text of texts) params.append("where", text);
  return queryFromUrl(params, "2026-01-01").where;
}
