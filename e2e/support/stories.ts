import { anomalies, anomalyStart } from "../../lib/demo/company/stories";
import { addDays, addMonths, type Day, dayOf, monthOf } from "../../lib/focus/period";

const today = dayOf(new Date());

/** The latest time that an accident of the demo company happened and is over. */
export function latestAccident(story: string): { account: string; from: Day; to: Day } {
  const found = anomalies.find(({ id }) => id === story);
  for (let back = 0; found && back < 14; back += 1) {
    const from = anomalyStart(found, addMonths(monthOf(today).from, -back));
    const to = from && addDays(from, found.days);
    if (from && to && to < addDays(today, -3)) return { account: found.account, from, to };
  }
  throw new Error(`No ${story} in the last fourteen months.`);
}
