import { Money } from "../focus/money";
import type { Cause } from "../query/change/effects";

const words: Partial<Record<Cause, string>> = {
  days: "more or fewer days",
  new: "new resources",
  vanished: "resources that are gone",
  quantity: "usage",
  usage: "usage",
  coverage: "commitment coverage",
  price: "price",
};

const MOST = 2;

/** "usage +$1,200.00, price +$40.10": the causes that moved a cost most. */
export function causeText(causes: { cause: Cause; amount: string }[], signed: (amount: string) => string): string {
  return causes
    .toSorted((one, other) => new Money(other.amount).abs().cmp(new Money(one.amount).abs()))
    .slice(0, MOST)
    .map(({ cause, amount }) => `${words[cause] ?? cause} ${signed(amount)}`)
    .join(", ");
}
