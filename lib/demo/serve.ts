import { addMonths, type Day, monthOf, monthsIn } from "../focus/period";
import { type CloudCharge, type CloudEstate, changedEstate, historyStart } from "./cloud/estate";
import { type RunningCloud, startCloud } from "./cloud-server";
import { awsEstate } from "./company/aws-bill";
import { amountOf, unitsOf } from "./units";

export const accountSets = ["all", "small"] as const;
export type AccountSet = (typeof accountSets)[number];

/** The accounts of the small set: a development account, a sandbox, and the payer with its fees. */
const small = ["104829573610", "235672109834", "391238765401"];

export type MonthTotal = { month: Day; billed: string; effective: string; charges: number };

/** Runs the company's AWS alone, for developers and testers: point AWS_ENDPOINT_URL_COST_EXPLORER at its URL. */
export async function serveCloud(
  today: Day,
  { port = 0, accountSet = "all" }: { port?: number; accountSet?: AccountSet } = {},
): Promise<RunningCloud & { totals: MonthTotal[] }> {
  const estate = accountSet === "small" ? smallEstate(awsEstate(today)) : awsEstate(today);
  const cloud = await startCloud(estate, { port });
  return { ...cloud, totals: monthTotals(estate) };
}

function smallEstate(estate: CloudEstate): CloudEstate {
  const kept = changedEstate(estate, (charge) => (small.includes(charge.account) ? charge : null));
  return { ...kept, accounts: estate.accounts.filter(({ id }) => small.includes(id)) };
}

/** What the cloud itself says that each month costs: the sums that a sync must arrive at. */
function monthTotals(estate: CloudEstate): MonthTotal[] {
  const period = { from: historyStart(estate.today), to: addMonths(monthOf(estate.today).from, 1) };
  return monthsIn(period).map((month) => {
    const charges = estate.chargesOf(month);
    const sum = (of: (charge: CloudCharge) => string) =>
      amountOf(charges.reduce((all, charge) => all + unitsOf(of(charge)), 0n));
    return {
      month,
      billed: sum(({ unblended }) => unblended),
      effective: sum(({ amortized, unblended }) => amortized ?? unblended),
      charges: charges.length,
    };
  });
}
