import { addMonths, type Day, monthOf } from "../../focus/period";
import type { CloudInventory } from "./inventory/resource";

/** One line of the simulated bill, in Cost Explorer's words. Amounts are decimal strings in USD. */
export type CloudCharge = {
  day: Day;
  account: string;
  service: string;
  region: string;
  recordType: string;
  usageType: string;
  unblended: string;
  /** The other metrics, where they differ from the unblended cost. */
  amortized?: string;
  netUnblended?: string;
  netAmortized?: string;
  blended?: string;
  quantity?: string;
  unit?: string;
  operation?: string;
  instanceType?: string;
  /** ARN of the Savings Plan, or id of the reservation, that the line belongs to. */
  commitment?: string;
  tags?: Record<string, string>;
  /** Cost Explorer does not tell it; exports do. */
  resource?: { id: string; name: string; type: string; tags: Record<string, string> };
  /** Part of the total, but shown by no grouping: what makes an unattributed remainder. */
  hidden?: true;
};

export type CloudAccount = { id: string; name: string };

/** What a simulated cloud knows on one day. */
export type CloudEstate = {
  payer: CloudAccount;
  /** Every account of the organisation, the payer included. */
  accounts: readonly CloudAccount[];
  today: Day;
  /** The charges whose day lies in the month; the same array for the same month, because sums are kept by it. */
  chargesOf: (month: Day) => readonly CloudCharge[];
  /** Left out: an organisation without resources. */
  inventory?: CloudInventory;
};

/** An estate made of a plain list, as a test wants it. */
export function estateOf(charges: readonly CloudCharge[], today: Day, accounts?: readonly CloudAccount[]): CloudEstate {
  const months = new Map<Day, CloudCharge[]>();
  for (const charge of charges) {
    const month = monthOf(charge.day).from;
    months.set(month, [...(months.get(month) ?? []), charge]);
  }
  const known =
    accounts ?? [...new Set(charges.map(({ account }) => account))].map((id) => ({ id, name: `acct-${id}` }));
  const none: CloudCharge[] = [];
  return {
    payer: known[0] ?? { id: "000000000000", name: "empty" },
    accounts: known,
    today,
    chargesOf: (month) => months.get(month) ?? none,
  };
}

/** The same estate with its charges changed: restated, vanished (give null) or renamed. */
export function changedEstate(
  estate: CloudEstate,
  change: (charge: CloudCharge) => CloudCharge | null,
  added: readonly CloudCharge[] = [],
): CloudEstate {
  const months = new Map<Day, CloudCharge[]>();
  const changedMonth = (month: Day): CloudCharge[] => [
    ...estate.chargesOf(month).flatMap((charge) => change(charge) ?? []),
    ...added.filter(({ day }) => monthOf(day).from === month),
  ];
  return {
    ...estate,
    chargesOf: (month) => {
      const kept = months.get(month) ?? changedMonth(month);
      months.set(month, kept);
      return kept;
    },
  };
}

/** First day of Cost Explorer's history: the current month and the thirteen before it. */
export function historyStart(today: Day): Day {
  return addMonths(monthOf(today).from, -13);
}
