import type { Change } from "@/lib/query/change";
import type { Dimension, Grain } from "@/lib/query/names";
import type { View } from "@/lib/query/view";

type Moved = Pick<Change, "amount" | "ratio" | "kind"> | null;
export type ShownAmounts = { total: string; before: string | null; change: Moved; cells: (string | null)[] };

/** A name; its id is what it is called in each grouping, as JSON. */
export type ShownRow = ShownAmounts & { id: string; label: string; share: number | null };

/** Where a name is looked at alone: the address of what is asked next, to which the name is added. */
export type Inside = { address: string; groupBy: Dimension[]; known: string[] };

/** A table as it travels to the browser. */
export type ShownTable = {
  heading: string;
  currency: string;
  grain: Grain;
  yearStart: number;
  compares: boolean;
  columns: { start: string; cut: boolean; unfinished: boolean }[];
  /** The cells are shares of their column instead of amounts. */
  shares: boolean;
  /** The first rows; where all are wanted, the others are fetched as one comes to them. */
  rows: ShownRow[];
  /** How many rows are to be seen, of all that there are. */
  shown: number;
  count: number;
  /** Names beyond all rows: in the total, and told as one. */
  more: { count: number; amount: string; before: string; change: string } | null;
  totals: ShownAmounts;
  sort: View["sort"];
  sortHrefs: Record<string, string>;
  inside: Inside;
  /** The question and the view, as the query route takes them. */
  search: string;
};
