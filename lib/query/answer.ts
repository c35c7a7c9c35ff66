import { DomainError } from "../errors";
import type { Metric } from "../focus/charge";
import type { Day } from "../focus/period";
import type { Table } from "./catalog";
import type { Conversion } from "./convert";
import type { Dimension } from "./names";

/** One row of an answer: `bucket` is the first day (or hour, ISO) of the grain; null for the total. */
export type CostRow = { bucket: string | null; keys: Record<string, string | null>; amount: string };

/** The answer in one currency, its rows in no order. Amounts are exact decimal strings; `total` is the sum of `rows`. */
export type CostAnswer = {
  currency: string;
  metric: Metric;
  total: string;
  rows: CostRow[];
  /** Charges in this answer whose source states no list or contracted cost: the sum is then incomplete. */
  missing: number;
};

export type CostAnswers = {
  /** One entry per currency; never a sum across them. Empty when there are no charges. */
  answers: CostAnswer[];
  /** The same question over the comparison period, when one was asked for. */
  compared: CostAnswer[] | null;
  dataThrough: Day | null;
  /** Which table answered: for the bench and the curious. */
  from: Table;
  /** What a person reads for the ids in `keys`, e.g. the newest name of an account. */
  labels: Partial<Record<Dimension, Record<string, string>>>;
  /** Where the question asks for one currency: what was converted by which rates, and what had none. */
  conversion?: Conversion;
};

/** More rows than a person or a browser can use: the question is refused with advice instead. */
export const MOST_ROWS = 50_000;

/** More rows than can be shown; a table then tells the largest and sums the others. */
export class TooManyRows extends DomainError {
  constructor() {
    const most = MOST_ROWS.toLocaleString("en");
    super(
      "too_large",
      `The answer has more than ${most} rows: filter, group by fewer dimensions, shorten the period or ask by a coarser grain.`,
    );
  }
}
