import { type Day, daysIn, monthOf } from "../../focus/period";
import type { CloudCharge, CloudEstate } from "../cloud/estate";
import { awsAccounts, awsPayer } from "./aws-accounts";
import { derivedLines, monthLines } from "./aws-fees";
import { dayLines } from "./aws-lines";
import { companyInventory } from "./estate-resources";

/** The company's AWS organisation as Cost Explorer knows it on a day; months are built when they are asked for. */
export function awsEstate(today: Day): CloudEstate {
  const months = new Map<Day, CloudCharge[]>();
  return {
    payer: awsPayer,
    accounts: [awsPayer, ...awsAccounts.map(({ id, name }) => ({ id, name }))],
    today,
    inventory: companyInventory(today),
    chargesOf: (month) => {
      const built = months.get(month) ?? awsMonth(month, today);
      months.set(month, built);
      return built;
    },
  };
}

/** Everything AWS knows today of the month. */
export function awsMonth(month: Day, today: Day): CloudCharge[] {
  const period = monthOf(month);
  if (period.from > today) return [];
  const fees = monthLines(period.from).filter(({ day }) => day <= today);
  const lines = [...fees, ...daysIn(period).flatMap((day) => dayLines(day, today))];
  return [...derivedLines(period.from, lines), ...lines];
}
