import { availableParallelism } from "node:os";
import { hasThreads } from "../../program";
import type { OpenCsv, OpenFile } from "../intake/file-parts";
import { codedParts, type ReadPart, uncodedParts } from "./coded-parts";
import { type Places, RecordCoder } from "./record-coder";
import { ThreadedCoding } from "./threaded-coding";

/** From so many bytes of csv on the disk it takes longer to read them than to start a thread for it. */
const THREADED_BYTES = 4 * 2 ** 20;

export type Opened = OpenFile | OpenCsv;

/** Gives the parts of each file, in the order of the files; who has them ends the readers. */
export type PartReaders = { of: (file: Opened) => AsyncIterable<ReadPart>; end: () => Promise<void> };

type Reading = {
  placesOf: (file: OpenCsv) => Places;
  directory: string;
  isSpool: boolean;
  /** Decides whether csv is read in a thread of its own; otherwise its size does. */
  isThreaded?: boolean | undefined;
};

export function partReaders(opened: Opened[], { placesOf, directory, isSpool, isThreaded }: Reading): PartReaders {
  const csv = opened.flatMap((file) => (isCsv(file) ? [{ file, places: placesOf(file) }] : []));
  const bytes = csv.reduce((sum, { file }) => sum + file.size, 0);
  const isWorthIt = isThreaded ?? (bytes >= THREADED_BYTES && availableParallelism() > 1);
  if (csv.length > 0 && isWorthIt && hasThreads()) {
    const texts = csv.map(({ file: { text }, places }) => ({ text, places }));
    const thread = new ThreadedCoding({ texts, directory, isSpool });
    return {
      of: (file) => (isCsv(file) ? thread.parts() : uncodedParts(file.parts)),
      end: async () => await thread.end(),
    };
  }
  const coder = new RecordCoder(csv[0]?.places.groups.length ?? 0, isSpool);
  return {
    of: (file) => (isCsv(file) ? codedParts(file.parts, placesOf(file), coder) : uncodedParts(file.parts)),
    end: async () => {},
  };
}

const isCsv = (file: Opened): file is OpenCsv => "text" in file;
