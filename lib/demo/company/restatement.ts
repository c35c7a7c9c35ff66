import { addDays, type Day, monthOf } from "../../focus/period";
import type { AwsServiceId } from "./aws-services";

/**
 * AWS goes on changing a month for some days after its end. Ours is settled on the fourth: until then part of the
 * last days' traffic is missing, and a line that does not belong there has not yet been taken away.
 */
const SETTLED_ON = 4;
const LATE_DAYS = 2;
const LATE_SHARE = 0.55;

export function isSettled(month: Day, today: Day): boolean {
  return today >= addDays(monthOf(month).to, SETTLED_ON - 1);
}

/** The part of a day's use that has arrived by today. */
export function arrivedShare(service: AwsServiceId, day: Day, today: Day): number {
  const isLate = service === "transfer" && addDays(day, LATE_DAYS) >= monthOf(day).to;
  return isLate && !isSettled(day, today) && monthOf(today).from > day ? LATE_SHARE : 1;
}

/** Shown while the month is unsettled, gone afterwards: the row that an upsert would keep for ever. */
export const strayLine = { account: "391238765401", service: "kinesis" as const, dollars: 38.2, fromDayOfMonth: 20 };
