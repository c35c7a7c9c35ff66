import { dayLabel, money } from "@/components/format";
import type { Budget } from "@/lib/budgets/budget";

/** Where the amount of a period comes from. */
export function amountSentence({ amount, currency, every, rollsOver }: Budget): string {
  const rolls = rollsOver ? " What a period leaves unspent is added to the next." : "";
  return `${source(amount, currency, every)}${rolls}`;
}

function source(amount: Budget["amount"], currency: string, every: Budget["every"]): string {
  switch (amount.mode) {
    case "fixed":
      return `${money(amount.amount, currency)}${every === "once" ? "" : ` ${everyOne[every]}`}.`;
    case "planned": {
      const [first] = amount.amounts.toSorted((one, other) => (one.from < other.from ? -1 : 1));
      const count = amount.amounts.length;
      return `Planned by ${count} ${count === 1 ? "amount" : "amounts"} from ${dayLabel(first?.from ?? "")} on; the last continues.`;
    }
    case "growing":
      return `${money(amount.amount, currency)} from ${dayLabel(amount.since)} on, ${changed(amount.percent)} each ${amount.each}.`;
    case "history":
      return `The mean of the last ${amount.periods} complete periods${adjusted(amount.percent)}.`;
    case "forecast":
      return `What was expected before each period began${adjusted(amount.percent)}.`;
  }
}

const everyOne = { day: "a day", week: "a week", month: "a month", quarter: "a quarter", year: "a year", once: "" };

const changed = (percent: string) => `${percent.replace("-", "")} % ${percent.startsWith("-") ? "less" : "more"}`;

const adjusted = (percent: string) => (Number(percent) === 0 ? "" : ` and ${changed(percent)}`);
