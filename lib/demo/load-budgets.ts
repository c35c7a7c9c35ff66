import { evaluateBudgets } from "../alerts/evaluate";
import type { Scope } from "../auth/scope";
import { type BudgetFields, NewBudget } from "../budgets/spec";
import { createBudgets } from "../budgets/write";
import { db } from "../db/client";
import { sumOf } from "../focus/money";
import { type Day, startOf } from "../focus/period";
import { serviceNamed } from "../sources/aws-cost-explorer/services";
import { awsAccounts } from "./company/aws-accounts";
import { awsServices } from "./company/aws-services";
import { azure } from "./company/azure";
import { teamBudget } from "./company/budgets";
import { gcp } from "./company/gcp";
import { type TeamId, teams } from "./company/people";
import { overspendOf } from "./company/stories";

const FINANCE = "finance@mallowfinch.example";

/** The company's budgets, set once and judged against the charges that were just loaded. */
export async function loadBudgets(scope: Scope, today: Day): Promise<void> {
  if ((await db.budget.count({ where: { workspaceId: scope.workspaceId }, take: 1 })) === 0) {
    const owned = teamBudgets(today);
    const [parent] = await createBudgets(scope, [awsBudget(owned)]);
    await createBudgets(scope, [
      ...owned.map((each) => ({ ...each, parentId: parent?.id ?? null })),
      ...[azure, gcp].map(({ name }) =>
        usual({
          name,
          owner: FINANCE,
          where: [{ dimension: "provider", operator: "eq", values: [name] }],
          amount: { mode: "history", periods: 3, percent: "5" },
        }),
      ),
      storyBudget(today),
      usual({ name: "All clouds", owner: FINANCE, every: "quarter", amount: { mode: "forecast", percent: "2" } }),
    ]);
  }
  await evaluateBudgets(scope, startOf(today), { onlyDue: true });
}

/** Each team's accounts at what they usually cost; one team a month does not keep to it. */
function teamBudgets(today: Day): NewBudget[] {
  const withAccounts = (Object.keys(teams) as TeamId[]).filter((team) =>
    awsAccounts.some((each) => each.team === team),
  );
  return withAccounts.map((team) => {
    const { name, owner } = teams[team];
    const { limit, accounts } = teamBudget(team, today);
    return usual({
      name: `${name} on AWS`,
      owner,
      escalation: FINANCE,
      where: [{ dimension: "subAccount", operator: "in", values: accounts }],
      amount: { mode: "fixed", amount: limit },
    });
  });
}

/** The one service that this month's story is about, at what it cost before: this budget does not hold. */
function storyBudget(today: Day): NewBudget {
  const { team, account, service } = overspendOf(today);
  const { name } = serviceNamed(awsServices[service].name);
  return usual({
    name: `${teams[team].name}: ${name}`,
    owner: teams[team].owner,
    escalation: FINANCE,
    where: [
      { dimension: "subAccount", operator: "eq", values: [account] },
      { dimension: "service", operator: "eq", values: [name] },
    ],
    amount: { mode: "history", periods: 2, percent: "10" },
  });
}

function awsBudget(children: NewBudget[]): NewBudget {
  const limits = children.flatMap(({ amount }) => ("amount" in amount ? amount.amount : []));
  return usual({
    name: "AWS",
    owner: FINANCE,
    where: [{ dimension: "provider", operator: "eq", values: ["AWS"] }],
    amount: { mode: "fixed", amount: sumOf(limits).toFixed() },
  });
}

function usual(budget: Partial<BudgetFields>): NewBudget {
  return NewBudget.parse({ currency: "USD", metric: "effective", ...budget });
}
