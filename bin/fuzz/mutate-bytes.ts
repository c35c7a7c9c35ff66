import type { Random } from "./random";

const tokens = [
  '"',
  '""',
  '"\n',
  "\n",
  "\r",
  "\r\n",
  ",",
  ";",
  "\0",
  "\ufeff",
  "NaN",
  "1e99",
  "-1e-50",
  "9".repeat(45),
  "NULL",
  "=1+1",
  "PAR1",
  "PK\u0003\u0004",
].map((text) => Buffer.from(text));
const stray = [0x00, 0x0a, 0x0d, 0x22, 0x2c, 0x7f, 0x80, 0xc3, 0xff];

type Change = (bytes: Buffer, at: number, random: Random) => Buffer;

const around = (bytes: Buffer, at: number, middle: Buffer, skipped = 0) =>
  Buffer.concat([bytes.subarray(0, at), middle, bytes.subarray(at + skipped)]);

const changes: Change[] = [
  (bytes, at, random) => around(bytes, at, Buffer.from([(bytes[at] ?? 0) ^ (1 << random.below(8))]), 1),
  (bytes, at, random) => around(bytes, at, Buffer.from([(bytes[at] ?? 0) ^ (1 << random.below(8))]), 1),
  (bytes, at, random) => around(bytes, at, Buffer.from([random.below(256)]), 1),
  (bytes, at, random) => around(bytes, at, Buffer.from([random.one(stray)]), 1),
  (bytes, at, random) => around(bytes, at, random.one(tokens)),
  (bytes, at, random) => around(bytes, at, Buffer.alloc(0), 1 + random.below(40)),
  (bytes, at, random) => around(bytes, at, bytes.subarray(at, at + 1 + random.below(400))),
  (bytes, at, random) => around(bytes, at, Buffer.alloc(1 + random.below(30), random.one(stray))),
  (bytes, at) => bytes.subarray(0, at),
];

/** One to four changes, half of them near the end, where archives and Parquet say what they hold. */
export function mutatedBytes(bytes: Buffer, random: Random): Buffer {
  let mutant = bytes;
  for (let left = 1 + random.below(4); left > 0; left--) {
    const near = random.isOneIn(2) ? Math.min(mutant.length, 1500) : mutant.length;
    const at = Math.max(0, mutant.length - 1 - random.below(Math.max(near, 1)));
    mutant = random.one(changes)(mutant, at, random);
  }
  return mutant;
}
