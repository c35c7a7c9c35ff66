import type { Metric } from "../../focus/charge";
import type { FocusColumn } from "../../focus/columns";

/** A rule about single rows; `applies` and `breaks` are SQL over the joined rows. */
export type RowRule = {
  id: string;
  rule: string;
  section: string;
  /** The dimension that it is about alone, so that it is judged once for many charges. */
  of?: string;
  /** Without these columns there is nothing to check. */
  needs: FocusColumn[];
  applies: string;
  breaks: string;
  metrics: Metric[];
  /** The columns whose values show what is wrong. */
  shows: FocusColumn[];
};
