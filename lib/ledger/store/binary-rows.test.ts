import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase } from "../../db/client";
import { pool } from "../../db/pool";
import { scratchDatabase } from "../../db/scratch";
import { Money, plain } from "../../focus/money";
import { BinaryRows } from "./binary-rows";
import { copyIn } from "./copy-in";

beforeAll(scratchDatabase);
afterAll(closeDatabase);

type Sent = { units: bigint; text: string; word: string };

const digits = (most: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: most }).map((all) => all.join(""));
const number = fc
  .tuple(fc.boolean(), digits(38), digits(60))
  .map(([isNegative, whole, decimals]) => `${isNegative ? "-" : ""}${whole || "0"}${decimals && `.${decimals}`}`);
const sent: fc.Arbitrary<Sent> = fc.record({
  units: fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }),
  text: number,
  word: fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\0", "")),
});

async function throughPostgres(all: Sent[]): Promise<Sent[]> {
  const client = await pool().connect();
  try {
    await client.query("create temp table t (n integer, i int8, u numeric, t numeric, w text, j jsonb, b boolean)");
    await copyIn(client, "COPY t FROM STDIN (FORMAT binary)", async (sink) => {
      const rows = new BinaryRows();
      for (const [n, { units, text, word }] of all.entries()) {
        const high = Number(BigInt.asIntN(32, units >> 32n));
        const low = Number(BigInt.asIntN(32, units));
        rows.row(7);
        rows.int32(n);
        rows.int64s([{ words: Int32Array.of(0, 0, low, high), isNull: () => false }], 1);
        rows.numericUnits(high, low);
        rows.numericText(text);
        rows.text(word);
        rows.jsonb(JSON.stringify(word));
        rows.bool(true);
      }
      rows.end();
      await sink.write(rows.take());
    });
    const { rows } = await client.query("select i::text, u::text, t::text, w, j #>> '{}' as j from t order by n");
    return rows.map(({ i, u, t, w, j }) => {
      expect(plain(u)).toBe(plain(new Money(i).times("1e-10")));
      expect(j).toBe(w);
      return { units: BigInt(i), text: plain(t), word: w };
    });
  } finally {
    client.release(true);
  }
}

describe("binary rows", () => {
  it("bring integers, numerics of 98 digits, text and JSON to Postgres exactly", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sent, { minLength: 1, maxLength: 50 }), async (all) => {
        expect(await throughPostgres(all)).toEqual(all.map((one) => ({ ...one, text: plain(one.text) })));
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    "0",
    "-0.00000000008",
    "0.00000000001",
    "10000",
    "0.0001",
    "-99999999.9999999999",
    "12345678901234567890.5",
  ])("keep %s", async (text) => {
    const [row] = await throughPostgres([{ units: -1n, text, word: "" }]);
    expect(row?.text).toBe(plain(text));
  });

  it("report what the server refuses", async () => {
    const client = await pool().connect();
    await client.query("create temp table t (n integer)");
    const refused = copyIn(client, "COPY t FROM STDIN (FORMAT binary)", async (sink) => {
      await sink.write(Buffer.from("this is not the format"));
    });
    await expect(refused).rejects.toThrow("COPY file signature not recognized");
    await expect(copyIn(client, "COPY nothing FROM STDIN", async () => {})).rejects.toThrow("does not exist");
    const stopped = copyIn(client, "COPY t FROM STDIN (FORMAT binary)", () => Promise.reject(new Error("enough")));
    await expect(stopped).rejects.toThrow("enough");
    expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    client.release();
  });
});
