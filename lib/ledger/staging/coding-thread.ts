import { parentPort, workerData } from "node:worker_threads";
import { openCsv, type Part, type TextPlace } from "../intake/file-parts";
import { textsOf } from "../intake/text-files";
import { codedParts, type ReadPart } from "./coded-parts";
import { type CodingTask, type FromThread, failureOf, type ToThread } from "./coding-messages";
import { RecordCoder } from "./record-coder";

/** The thread that reads and codes csv while the thread that started it has DuckDB work on what is coded. */
const tell = (message: FromThread) => parentPort?.postMessage(message);
const waiting = new Map<number, ReadPart>();
let wake = () => {};

parentPort?.on("message", ({ kind, number }: ToThread) => {
  if (kind === "write") return void write(number);
  waiting.get(number)?.release();
  waiting.delete(number);
  wake();
});

async function write(number: number): Promise<void> {
  try {
    await waiting.get(number)?.write();
    tell({ kind: "written", failure: null });
  } catch (error) {
    tell({ kind: "written", failure: failureOf(error) });
  }
}

async function readAll({ texts, directory, isSpool }: CodingTask): Promise<void> {
  const coder = new RecordCoder(texts[0]?.places.groups.length ?? 0, isSpool);
  let number = 0;
  for (const { text, places } of texts) {
    for await (const read of codedParts(await partsOf(text, directory), places, coder)) {
      // One part waits while the next one is made: more of them would be memory and no help.
      while (waiting.size > 0) await new Promise<void>((resolve) => (wake = resolve));
      waiting.set(number, read);
      const { part, coded } = read;
      tell({ kind: "part", number, part: { ...part, content: withoutRows(part) }, coded });
      number++;
    }
    tell({ kind: "end of text" });
  }
}

/** The rows stay here: nobody wants their bytes unless one of them is not sound. */
function withoutRows({ content }: Part): Part["content"] {
  if (content.format !== "csv") return content;
  const { format, path, header } = content;
  return { format, path, header, blocks: [] };
}

async function partsOf({ file, at }: TextPlace, directory: string) {
  const text = (await textsOf(file))?.[at];
  if (!text) throw new Error(`${file.name} changed while it was read.`);
  return (await openCsv(text, directory)).parts;
}

await readAll(workerData as CodingTask).catch((error: unknown) => tell({ kind: "failed", failure: failureOf(error) }));
