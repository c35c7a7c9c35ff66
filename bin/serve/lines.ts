import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** Calls back for each line that is not empty. */
export function linesOf(stream: Readable, tell: (line: string) => void): void {
  createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on("line", (line) => {
    if (line.trim() !== "") tell(line);
  });
}
