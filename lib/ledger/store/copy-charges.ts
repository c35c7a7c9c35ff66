import type { DuckDBConnection } from "@duckdb/node-api";
import type { PoolClient } from "pg";
import type { Day } from "../../focus/period";
import { chargesOf, laidBy, rareColumns, rareOnes } from "../staging/charges-sql";
import { rowsIn } from "../staging/database";
import { appendIds, COLUMNS, type Ids, writeCharges } from "./charge-rows";
import { copyChunks } from "./copy-chunks";
import { attachPartition, createPartition, nameOf, newMonths } from "./partitions";

type Copying = { slices: number[]; months: Day[]; ids: Ids; progress: (rows: number) => void };

/**
 * Sends the staged charges of the chosen slices to the database, from vector to wire. A month that the ledger did not
 * have gets its indexes when it is full: that takes half of the time and makes them smaller.
 */
export async function copyCharges(client: PoolClient, staging: DuckDBConnection, copying: Copying): Promise<void> {
  const { slices, months, ids, progress } = copying;
  for (const name of laidBy) await appendIds(staging, ids, name);
  const [found = []] = await rowsIn(staging, rareOnes);
  const present = new Set(rareColumns.filter((_name, index) => found[index]));
  const writing = { present, withExtra: ids.dimensions.includes(null) };
  const fresh = await newMonths(client, months);
  let done = 0;
  for (const month of months) {
    const isNew = fresh.has(month);
    const table = isNew ? await createPartition(client, month) : nameOf(month);
    const charges = await staging.stream(chargesOf(slices, { ...writing, month }));
    await copyChunks(client, `${table} (${COLUMNS})`, charges, (rows, chunk) => {
      writeCharges(rows, chunk, ids, present);
      done += chunk.rowCount;
      progress(done);
    });
    if (isNew) await attachPartition(client, month);
  }
}
