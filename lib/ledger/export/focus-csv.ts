import type { PoolClient } from "pg";
import type { Scope } from "../../auth/scope";
import { pool } from "../../db/pool";
import { DomainError } from "../../errors";
import { type FocusColumn, focusColumns } from "../../focus/columns";
import { type Control, ControlSums, ledgerControl, requireSame } from "./control";
import { copyOut } from "./copy-out";
import { type Columns, copyStatement, extrasStatement, presenceStatement } from "./copy-statement";
import { inOrder } from "./focus-order";
import { type Read, type Selected, type Selection, selected } from "./selection";

/** What an export turned out to hold, known when its last byte has left and its sums are those of the ledger. */
export type Exported = { columns: string[]; control: Control };

/** Each holds a connection and its snapshot for as long as somebody downloads. */
const MOST_AT_ONCE = 3;
let running = 0;

// One process, one direction: two exports of the same data are the same bytes.
const settings = `
  begin isolation level repeatable read read only;
  set local max_parallel_workers_per_gather = 0;
  set local synchronize_seqscans = off;
  set local work_mem = '64MB'`;

/**
 * The selected charges as a FOCUS 1.2 csv, column by column what was imported, in blocks as they are taken: memory
 * does not grow with the period. It ends with an error when its own sums are not those of the ledger.
 */
export async function* focusCsv(
  scope: Scope,
  asked: Selection,
  done: (exported: Exported) => void = () => {},
): AsyncGenerator<Buffer> {
  if (running >= MOST_AT_ONCE) {
    throw new DomainError("busy", `${MOST_AT_ONCE} exports are under way; try again when one of them has ended.`);
  }
  running += 1;
  const client = await pool()
    .connect()
    .catch((error: unknown) => {
      running -= 1;
      throw error;
    });
  let isWhole = false;
  try {
    yield* written(client, scope, asked, done);
    isWhole = true;
  } finally {
    running -= 1;
    // Whoever stops in the middle leaves a COPY behind: that connection is of no more use.
    client.release(!isWhole);
  }
}

async function* written(
  client: PoolClient,
  scope: Scope,
  asked: Selection,
  done: (exported: Exported) => void,
): AsyncGenerator<Buffer> {
  await client.query(settings);
  const read: Read = async ({ text, values }) => (await client.query({ text, values })).rows;
  const selection = await selected(read, scope, asked);
  const columns = await columnsOf(client, selection);
  const names = [...columns.focus, ...columns.extras];
  yield Buffer.from(`${names.map(quoted).join(",")}\n`);

  const sums = new ControlSums();
  if (selection.slices.length > 0) {
    yield* copyOut(client, copyStatement(selection, columns), (record) => sums.add(record));
  }
  const control = sums.total();
  requireSame(control, await ledgerControl(read, selection));
  await client.query("commit");
  done({ columns: names, control });
}

/** What the imported files had; where a connector wrote the rows, what has a value. */
async function columnsOf(client: PoolClient, selection: Selected): Promise<Columns> {
  if (selection.columns) return inOrder(selection.columns);
  if (selection.slices.length === 0) return inOrder([]);
  const {
    rows: [found = {}],
  } = await client.query<Record<string, boolean>>(presenceStatement(selection, [...focusColumns]));
  const { rows: extras } = await client.query<{ name: string }>(extrasStatement(selection));
  const present = focusColumns.filter((column: FocusColumn) => found[column]);
  return inOrder([...present, ...extras.map(({ name }) => name)]);
}

function quoted(name: string): string {
  return /[",\r\n]/.test(name) || name.trim() !== name ? `"${name.replaceAll('"', '""')}"` : name;
}
