import { exactMoney, money } from "./format";

/** Money rounded to the currency's cents; every digit of the ledger stands in its title. */
export function Amount({ amount, currency }: { amount: string; currency: string }) {
  return (
    <data value={amount} title={exactMoney(amount, currency)} className="tabular">
      {money(amount, currency)}
    </data>
  );
}
