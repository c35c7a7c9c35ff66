import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBInstance } from "@duckdb/node-api";
import { DomainError } from "../../lib/errors";
import type { metrics } from "../../lib/focus/charge";
import { Money, plain } from "../../lib/focus/money";
import { conformanceOf } from "../../lib/ledger/conformance/report";
import { ImportRefusal } from "../../lib/ledger/import-refusal";
import { readFiles } from "../../lib/ledger/read-files";
import { createStaging } from "../../lib/ledger/staging/database";
import { stagedSlices } from "../../lib/ledger/staging/summary";
import { independentReading, type Reading } from "./independent";
import type { Mutant } from "./mutants";
import { stored } from "./stored";

export type Verdict = { ending: "imported" | "refused" | "failed"; why: string };

/** A report for every mutant would take most of the time. */
const REPORTED = 20;
/** So would a DuckDB of its own for every mutant; most share one, which has the lane's thread alone. */
const ALONE = 16;
/** So would a thread for every mutant that is csv. */
const THREADED = 9;

type Given = {
  importing?: typeof staged;
  /** Every so many go through the whole import, into the database of this process and out of it again; 0 for none. */
  storedEvery?: number;
};

/** Where mutants are tried one after the other. */
export class Ground {
  #shared: Promise<DuckDBInstance> | null = null;
  readonly #folder: string;
  readonly #importing: typeof staged;
  readonly #storedEvery: number;

  /** Tests give another import, to see that its faults are found. */
  constructor(folder: string, { importing = staged, storedEvery = 0 }: Given = {}) {
    this.#folder = folder;
    this.#importing = importing;
    this.#storedEvery = storedEvery;
  }

  /**
   * Imports a mutant as far as the database, and some into it: it must come out whole, or be refused with a sentence and
   * leave nothing.
   */
  async verdictOf(mutant: Mutant): Promise<Verdict> {
    const directory = join(this.#folder, `mutant-${mutant.number}`);
    await mkdir(directory, { recursive: true });
    const path = join(directory, "bill");
    await writeFile(path, mutant.bytes);
    try {
      return await this.#judged(mutant, path, directory);
    } catch (error) {
      this.#shared = null; // whatever failed may have left it unusable, and the next mutant is not to blame
      return { ending: "failed", why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  async #judged(mutant: Mutant, path: string, directory: string): Promise<Verdict> {
    const found = await this.#importing(mutant, path, directory, () => this.#instance(mutant, path, directory));
    const verdict = await judgement(found, mutant, path);
    const isStored = this.#storedEvery > 0 && mutant.number % this.#storedEvery === 0;
    if (!isStored || verdict.ending === "failed") return verdict;
    return await judgement(await stored(path, directory), mutant, path);
  }

  async #instance({ number }: Mutant, path: string, directory: string): Promise<DuckDBInstance> {
    if (number % ALONE === 0) return await createStaging(directory, [{ path, name: "bill" }]);
    this.#shared ??= createStaging(this.#folder, [], 1);
    return await this.#shared;
  }
}

async function judgement(found: Reading | DomainError, mutant: Mutant, path: string): Promise<Verdict> {
  if (found instanceof DomainError) return refusal(found);
  const read = await independentReading(mutant, path);
  const isSame = found.rows === read.rows && found.billed === read.billed && found.effective === read.effective;
  if (isSame) return { ending: "imported", why: "" };
  return { ending: "failed", why: `imported ${JSON.stringify(found)}, but the file holds ${JSON.stringify(read)}` };
}

/** A sentence that begins with a capital, ends with a full stop, and is none of a program's. */
function refusal(error: DomainError): Verdict {
  const { message } = error;
  const rejected = error instanceof ImportRefusal ? error.rejected : [];
  const sentences = [message.replace(/^.*?: /s, ""), ...rejected.map(({ reason }) => reason)];
  const isClear = sentences.every(
    (sentence) => /^[A-Z0-9].{10,}[.?]$/s.test(sentence) && !/Error|undefined|\[object/.test(sentence),
  );
  return { ending: isClear ? "refused" : "failed", why: message };
}

export async function staged(
  { number }: Mutant,
  path: string,
  directory: string,
  create: () => Promise<DuckDBInstance>,
): Promise<Reading | ImportRefusal> {
  const isThreaded = number % THREADED === 0;
  const reading = { files: [{ path, name: "bill" }], directory, isSpool: false, isThreaded };
  const read = await readFiles(reading, () => {}, create()).catch((error: unknown) => {
    if (error instanceof ImportRefusal) return error;
    throw error;
  });
  if (read instanceof ImportRefusal) return read;
  const { staging, focusVersion, columns } = read;
  try {
    if (staging.rows === 0) return { rows: 0, billed: "0", effective: "0" };
    await staging.settle();
    const slices = await stagedSlices(staging.connection);
    if (number % REPORTED === 0) await conformanceOf(staging, focusVersion ?? "", columns);
    const sum = (metric: (typeof metrics)[number]) =>
      slices
        .flatMap(({ sums }) => [...sums.values()])
        .reduce((all, amounts) => all.plus(amounts[metric] ?? 0), new Money(0));
    const rows = slices.reduce((all, slice) => all + slice.rows, 0);
    return { rows, billed: plain(sum("billed")), effective: plain(sum("effective")) };
  } finally {
    staging.close();
  }
}
