import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Scope } from "../../auth/scope";
import { forkProgram, workOf } from "../../program";
import { requireSame } from "./control";
import { type Exported, focusCsv } from "./focus-csv";
import type { ParquetJob, ParquetMessage } from "./parquet-job";
import type { Selection } from "./selection";

/**
 * The selected charges as one zstd parquet file. DuckDB writes it from our csv in a process of its own, whose memory
 * the caller does not lose; nothing is given before the sums in the parquet are those of the ledger.
 */
export async function* focusParquet(
  scope: Scope,
  asked: Selection,
  done: (exported: Exported) => void = () => {},
): AsyncGenerator<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), "outlay-export-"));
  try {
    const csv = join(directory, "charges.csv");
    let exported: Exported | null = null;
    const blocks = focusCsv(scope, asked, (told) => {
      exported = told;
    });
    await pipeline(Readable.from(blocks), createWriteStream(csv, { mode: 0o600 }));
    if (!exported) throw new Error("The export ended without saying what it holds.");
    const { columns, control }: Exported = exported;
    const parquet = join(directory, "charges.parquet");
    requireSame(await written({ csv, columns, parquet, directory }), control);
    yield* createReadStream(parquet) as AsyncIterable<Buffer>;
    done({ columns, control });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function written(job: ParquetJob): Promise<ParquetJobControl> {
  const child = forkProgram("lib/ledger/export/parquet-child");
  try {
    const answer = await workOf(child, job, (message: ParquetMessage) => message);
    if (answer.kind === "done") return answer.control;
    const why = answer.kind === "died" ? `It ended early (${answer.how}).` : answer.message;
    throw new Error(`Writing parquet failed: ${why}`);
  } finally {
    child.kill("SIGKILL");
  }
}

type ParquetJobControl = Exported["control"];
