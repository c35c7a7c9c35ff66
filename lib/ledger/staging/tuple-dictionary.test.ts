import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TupleDictionary } from "./tuple-dictionary";

/** The numbers of records; all hashes may be the same, as they only make finding faster. */
function numbersOf(records: string[][], hash: (record: string[]) => number): number[] {
  const dictionary = new TupleDictionary();
  return records.map((record) => {
    const bytes = Buffer.from(`${record.join(",")}\n`);
    const bounds = [0];
    for (const field of record)
      bounds.push((bounds.at(-1) ?? 0) + Buffer.byteLength(field) + (bounds.length > 1 ? 1 : 0));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const indexes = Int32Array.from([...record.keys(), -1]);
    return dictionary.numberOf({ bytes, view, bounds: Int32Array.from(bounds), record: 0 }, indexes, hash(record));
  });
}

const field = fc.stringMatching(/^[a-b]{0,9}$/);
const records = fc.array(fc.array(field, { minLength: 3, maxLength: 3 }), { maxLength: 60 });

describe("a dictionary of tuples", () => {
  it("gives equal tuples one number and others different ones, in the order of their first appearance", () => {
    fc.assert(
      fc.property(records, fc.constantFrom(1, 3, 1000), (tuples, hashes) => {
        const known = new Map<string, number>();
        const expected = tuples.map((tuple) => {
          const key = JSON.stringify(tuple);
          if (!known.has(key)) known.set(key, known.size);
          return known.get(key);
        });
        expect(numbersOf(tuples, (tuple) => tuple.join("").length % hashes)).toEqual(expected);
      }),
    );
  });

  it("grows", () => {
    const tuples = Array.from({ length: 20_000 }, (_, index) => [`${index}`, "x".repeat(index % 50), ""]);
    const numbers = numbersOf([...tuples, ...tuples], ([first = ""]) => Math.imul(Number(first), 0x9e3779b1));
    expect(numbers).toEqual([...tuples.keys(), ...tuples.keys()]);
  });
});
