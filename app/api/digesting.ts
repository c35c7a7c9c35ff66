import { createHash } from "node:crypto";
import { Transform } from "node:stream";

/** Counts and digests what flows through, without holding it. */
export function digesting() {
  const hash = createHash("sha256");
  let bytes = 0;
  const flow = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return Object.assign(flow, { result: () => ({ bytes, sha256: hash.digest("hex") }) });
}
