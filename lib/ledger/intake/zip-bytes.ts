import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { RandomAccessReader } from "yauzl";

/**
 * The bytes of a zip file of `size` for `yauzl`. A place that the archive names and that is not in it fails that read;
 * the reader that yauzl has for files throws there, where nobody can catch it.
 */
export class ZipBytes extends RandomAccessReader {
  readonly #path: string;
  readonly #size: number;

  constructor(path: string, size: number) {
    super();
    this.#path = path;
    this.#size = size;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    if (start >= 0 && end <= this.#size) return createReadStream(this.#path, { start, end: end - 1 });
    return new Readable({
      read() {
        this.destroy(new Error("outside of the archive"));
      },
    });
  }
}
