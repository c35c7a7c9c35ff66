import { dimensions } from "./dimensions";

/** What charges refer to by number: a slice, a span of time or a row of a dimension, by the SQL of its fields. */
export type Reference = { name: string; fields: string[]; typeOf: (field: number) => string };

const INSTANT = "TIMESTAMPTZ";

export const references: Reference[] = [
  {
    name: "slice",
    fields: ['"BillingAccountId"', "t_BillingPeriodStart", "t_BillingPeriodEnd"],
    typeOf: (field) => (field === 0 ? "VARCHAR" : INSTANT),
  },
  { name: "span", fields: ["t_ChargePeriodStart", "t_ChargePeriodEnd"], typeOf: () => INSTANT },
  ...dimensions.map(({ name, from }) => ({ name, fields: from, typeOf: () => "VARCHAR" })),
];

/** Rows that charges refer to by `n`, found by the hash of their fields as the files have them. */
export const knownTables = references.map(({ name, fields, typeOf }) => {
  const typed = fields.map((_field, index) => `f${index} ${typeOf(index)}`);
  return `CREATE OR REPLACE TABLE k_${name} (n INTEGER, h UBIGINT, proof UBIGINT, ${typed.join(", ")})`;
});

export function hashOf(fields: string[]): string {
  return `hash(${fields.join(", ")})`;
}

/** A second hash that does not follow from the first: rows that agree in both are the same. */
export function proofOf(fields: string[]): string {
  return `hash(${fields.map((field) => `'|' || ${field}`).join(", ")})`;
}

/** Gives the rows that were not known the next numbers; `met` has hash, proof and fields, and no row twice. */
export function know(name: string, met: string): string {
  return `INSERT INTO k_${name} SELECT (SELECT count(*) FROM k_${name}) + row_number() OVER () - 1, * FROM ${met} met
    WHERE NOT EXISTS (SELECT 1 FROM k_${name} known WHERE known.h = met.h AND known.proof = met.proof)`;
}

/** False where two different rows have one hash: one chance in a hundred million for a million rows. */
export const isDistinct = (name: string) => `SELECT count(*) = count(DISTINCT h) FROM k_${name}`;
