import { type Day, daysIn, monthOf } from "../../focus/period";
import { awsAccounts } from "./aws-accounts";
import { awsUseOf } from "./aws-usage";
import type { TeamId } from "./people";

/** What a team may spend on AWS in a month: its usual use at the prices it pays and 3 %, in steps of $500. */
export function teamBudget(team: TeamId, month: Day): { limit: string; accounts: string[] } {
  const accounts = awsAccounts.filter((account) => account.team === team).map(({ id }) => id);
  const period = monthOf(month);
  let usual = 0n;
  for (const day of daysIn(period)) {
    for (const { account, service, cost } of awsUseOf(day, period.to, "without stories")) {
      // The plan covers most compute at 28 % off, so that a team pays about four fifths of the price.
      if (accounts.includes(account.id)) usual += service.plannable ? (cost * 80n) / 100n : cost;
    }
  }
  return { limit: String(Math.ceil((Number(usual) * 1.03) / STEP) * 500), accounts };
}

const STEP = 500e10;
