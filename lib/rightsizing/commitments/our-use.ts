import { Money, plain, zero } from "../../focus/money";
import type { CommitmentUse } from "../../sources/advice";
import type { ShownCommitment } from "./commitments";

/** What the bill shows of all commitments of one kind together. */
export type OurUse = { currency: string; committed: string; unused: string; utilisation: number | null };

/** What a bill of AWS says no more of than an id is a reservation: ids of Savings Plans say so. */
function kindOf({ type, id, name }: ShownCommitment): CommitmentUse["commitment"] | null {
  const text = [type, id, name].join(" ");
  if (/saving/i.test(text)) return "savings plan";
  return type === null || /reserv/i.test(text) ? "reservation" : null;
}

type Kind = Pick<CommitmentUse, "commitment" | "currency">;

const ofAws = (provider: string | null) => /^(aws|amazon)/i.test(provider ?? "");

/** Null where the bill of AWS names none of that kind in that currency. */
export function ourUse(held: ShownCommitment[], { commitment, currency }: Kind): OurUse | null {
  const alike = held.filter(
    (each) => ofAws(each.provider) && each.currency === currency && kindOf(each) === commitment,
  );
  if (alike.length === 0) return null;
  const used = alike.reduce((sum, each) => sum.plus(each.used), zero);
  const unused = alike.reduce((sum, each) => sum.plus(each.unused), zero);
  const committed = used.plus(unused);
  const utilisation = committed.gt(0) ? new Money(used).div(committed).toDecimalPlaces(4).toNumber() : null;
  return { currency, committed: plain(committed), unused: plain(unused), utilisation };
}
