import { writeFile } from "node:fs/promises";
import { type Part, writeRows } from "../intake/file-parts";
import type { Coded, Places, RecordCoder } from "./record-coder";

/** A part of a file on its way to the stage. */
export type ReadPart = {
  part: Part;
  /** Its rows as numbers; null where that is of no use. */
  coded: Coded | null;
  /** Writes the rows of a csv part to its file. */
  write: () => Promise<void>;
  /** Says that nobody reads it any more; more than once does no harm. */
  release: () => void;
};

const LINE_END = Buffer.from("\n");

/** Reads and codes the parts of a csv file, until one of them has a row that is not sound: then nothing is stored. */
export async function* codedParts(
  parts: AsyncIterable<Part>,
  places: Places,
  coder: RecordCoder,
): AsyncGenerator<ReadPart> {
  let isSound = true;
  for await (const part of parts) {
    const { content } = part;
    if (content.format !== "csv") throw new Error("Only csv is coded.");
    isSound &&= part.rejectedCount === 0;
    const write = async () => await writeRows(content);
    if (!isSound) {
      yield { part, coded: null, write, release: once(() => content.free?.()) };
      continue;
    }
    const { coded, records } = coder.code(content.blocks, places);
    if (records.length > 0) {
      await writeFile(content.path, Buffer.concat(records.flatMap((record) => [record, LINE_END])));
    }
    const release = once(() => {
      coder.takeBack(coded);
      content.free?.();
    });
    yield { part, coded, write, release };
  }
}

/** The parts of a file that DuckDB reads itself. */
export async function* uncodedParts(parts: AsyncIterable<Part>): AsyncGenerator<ReadPart> {
  for await (const part of parts) {
    yield { part, coded: null, write: async () => {}, release: () => {} };
  }
}

export function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}
