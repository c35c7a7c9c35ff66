import type { PoolClient } from "pg";
import { sql } from "../../db/sql";
import { plain } from "../../focus/money";
import { dayOf } from "../../focus/period";
import type { ImportOutcome, SliceOutcome } from "../import-outcome";
import type { StagedSlice } from "../staging/summary";
import type { Change, KnownSlice } from "./slices";

/** The billed cost of slices by currency, by their ids. */
export type Billed = Map<number, Record<string, string>>;

export async function billedBefore(client: PoolClient, replaced: KnownSlice[]): Promise<Billed> {
  const { rows } = await client.query<{ slice_id: number; currency: string; amount: string }>(sql`
    select slice_id, currency, amount::text from control_total
    where slice_id = any(${replaced.map(({ id }) => id)}) and origin = 'stored' and metric = 'billed' and day is null`);
  const billed: Billed = new Map();
  for (const { slice_id, currency, amount } of rows) {
    billed.set(slice_id, { ...billed.get(slice_id), [currency]: plain(amount) });
  }
  return billed;
}

type Told = { slices: StagedSlice[]; focusVersion: string | null; notes: string[] };

export function outcomeOf(
  changes: Change[],
  before: Billed,
  staged: Told,
  state: ImportOutcome["state"],
): ImportOutcome {
  return {
    state,
    rows: staged.slices.reduce((sum, { rows }) => sum + rows, 0),
    slices: changes.map((change) => sliceOutcome(change, before)),
    rejected: [],
    rejectedCount: 0,
    focusVersion: staged.focusVersion,
    notes: staged.notes,
  };
}

function sliceOutcome({ slice, replaces, isUnchanged }: Change, before: Billed): SliceOutcome {
  const [first] = replaces;
  const billed = [...slice.sums].map(([currency, sums]) => [currency, plain(sums.billed ?? 0)]);
  return {
    billingAccountId: slice.billingAccountId,
    period: { from: dayOf(new Date(slice.periodStart)), to: dayOf(new Date(slice.periodEnd)) },
    rows: slice.rows,
    billed: Object.fromEntries(billed),
    replaced: first ? { rows: Number(first.rows), billed: before.get(first.id) ?? {} } : null,
    state: isUnchanged ? "unchanged" : "imported",
  };
}
