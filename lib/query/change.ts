import { Money, plain, Ratio } from "../focus/money";

/** From one amount to another: the money, and the share of the old amount where that says something. */
export type Change = {
  amount: string;
  /** 0.12 is 12 % more; null where a percentage would mislead: nothing before, or the sign turned. */
  ratio: number | null;
  kind: "same" | "up" | "down" | "new" | "gone";
};

/** Credits are negative: the ratio is of the size of the old amount, so that its sign is that of the change. */
export function change(before: string | null, now: string | null): Change {
  const old = new Money(before ?? 0);
  const current = new Money(now ?? 0);
  const difference = current.minus(old);
  const turned = old.isZero() || old.times(current).lt(0);
  return {
    amount: plain(difference),
    ratio: turned && !difference.isZero() ? null : ratioOf(difference, old),
    kind: kindOf(old, current),
  };
}

function ratioOf(difference: Money, old: Money): number {
  return old.isZero() ? 0 : new Ratio(difference).div(old.abs()).toDecimalPlaces(6).toNumber();
}

function kindOf(old: Money, current: Money): Change["kind"] {
  if (old.eq(current)) return "same";
  if (old.isZero()) return "new";
  if (current.isZero()) return "gone";
  return current.gt(old) ? "up" : "down";
}
