import { bySize, Money, plain } from "../../focus/money";
import type { Breakdown, BreakdownRow } from "../breakdown";

export type BridgeStep = {
  id: string;
  keys: BreakdownRow["keys"] | null;
  label: string;
  amount: string;
  /** Where the step begins and ends on the way from the old total to the new one. */
  from: string;
  to: string;
  role: "total" | "change" | "other";
};

/** From the old total to the new one, the largest changes first; what is not shown is summed, so the steps always meet. */
export function bridge({ rows, before, total }: Breakdown, most: number): BridgeStep[] {
  const start = before ?? "0";
  const moved = rows
    .filter(({ change }) => change && !new Money(change.amount).isZero())
    .map(({ id, keys, label, change }) => ({ id, keys, label, amount: change?.amount ?? "0" }))
    .sort((a, b) => bySize(a.amount, b.amount) || (a.id < b.id ? -1 : 1));
  const shown = moved.length <= most + 1 ? moved : moved.slice(0, most);
  const rest = moved.slice(shown.length);
  const restAmount = plain(rest.reduce((sum, { amount }) => sum.plus(amount), new Money(0)));

  const other = { id: "other", keys: null, label: `Other (${rest.length})`, amount: restAmount };
  return stepped(rest.length > 0 ? [...shown, other] : shown, { before: start, now: total });
}

/** Changes in their order, each from where the one before it ends, between the two totals. */
export function stepped(
  changes: Pick<BridgeStep, "id" | "keys" | "label" | "amount">[],
  { before, now }: { before: string; now: string },
): BridgeStep[] {
  let at = new Money(before);
  const steps = changes.map((each): BridgeStep => {
    const from = plain(at);
    at = at.plus(each.amount);
    return { ...each, from, to: plain(at), role: each.id === "other" ? "other" : "change" };
  });
  return [end("before", "Before", before), ...steps, end("now", "Now", now)];
}

function end(id: string, label: string, amount: string): BridgeStep {
  return { id, keys: null, label, amount, from: "0", to: amount, role: "total" };
}
