import { hashOf, know, proofOf, type Reference, references } from "./known-sql";
import { cleaned } from "./parquet-sql";

/** The columns that fields are made of. */
export const columnsOf = (fields: string[]) => [...new Set(fields.flatMap((source) => source.match(/"(\w+)"/g) ?? []))];

const SIGN = "is_negative";
/** A kind of charge is two rows: of charges and of what gives money back. */
export const signsOf = (name: string) => (name === "charge_kind" ? ["t", "f"] : [""]);
export const signed = (sign: string) => (sign === "" ? "" : `_${sign}`);
export const withSign = (fields: string[], sign: string) =>
  fields.map((source) => (source === SIGN ? `'${sign}'` : source));

const repeating = references.filter(({ name }) => name !== "span" && name !== "extra");
const span = references.filter(({ name }) => name === "span");
const described = columnsOf([
  ...repeating.flatMap(({ name, fields }) => (name === "slice" ? [] : fields)),
  ...['"BillingAccountId"', '"BillingPeriodStart"', '"BillingPeriodEnd"'],
]);

type Making = {
  /** Columns outside FOCUS and the JSON object that is made of them. */
  outside: string[];
  extra: string;
  billingTimes: string[];
  chargeTimes: string[];
};

/**
 * Most of what a row has was in many rows before it. Each distinct tuple of that is looked up once, and a row of the
 * part finds what its tuples stand for by one hash.
 */
export function tuplesOf(source: string, { outside, extra, billingTimes, chargeTimes }: Making) {
  const extras = references.filter(({ name }) => name === "extra");
  return {
    distinct: `CREATE OR REPLACE TEMP TABLE tuple AS
      SELECT *, ${billingTimes.join(", ")} FROM (SELECT DISTINCT ${described.join(", ")} FROM ${source})`,
    known: [
      `CREATE OR REPLACE TEMP TABLE outside AS
        SELECT *, ${extra} AS extra FROM (SELECT DISTINCT ${outside.join(", ")} FROM ${source})`,
      `CREATE OR REPLACE TEMP TABLE spans AS
        SELECT *, ${chargeTimes.join(", ")} FROM (SELECT DISTINCT "ChargePeriodStart", "ChargePeriodEnd" FROM ${source})`,
      ...knowAll(repeating, "tuple"),
      ...knowAll(extras, "outside"),
      ...knowAll(span, "spans"),
      found("found", described, repeating, "tuple"),
      found("found_extra", outside, extras, "outside"),
      found("found_span", ['"ChargePeriodStart"', '"ChargePeriodEnd"'], span, "spans"),
    ],
    /** Joins to rows `r` of the part. */
    joins: [
      `JOIN found ON found.tuple = ${ofRow(described)}`,
      `JOIN found_extra ON found_extra.tuple = ${ofRow(outside)}`,
      `JOIN found_span ON found_span.tuple = ${ofRow(['"ChargePeriodStart"', '"ChargePeriodEnd"'])}`,
    ].join(" "),
  };
}

const ofRow = (columns: string[]) => hashOf(columns.map((column) => `r.${column}`));

function knowAll(those: Reference[], table: string): string[] {
  return those.flatMap((reference) =>
    signsOf(reference.name).map((sign) => knowDistinct(reference, withSign(reference.fields, sign), table)),
  );
}

/** The rows that charges refer to, numbered where they were not known. */
function knowDistinct({ name, typeOf }: Reference, fields: string[], table: string): string {
  const raw = fields.map((_source, index) => `f${index}`);
  const distinct = fields.map((source, index) => `${source} AS f${index}`).join(", ");
  const clean = raw.map((field, index) => (typeOf(index) === "VARCHAR" ? cleaned(`CAST(${field} AS VARCHAR)`) : field));
  return know(
    name,
    `(SELECT ${hashOf(raw)} AS h, ${proofOf(raw)} AS proof, ${clean.join(", ")}
      FROM (SELECT DISTINCT ${distinct} FROM ${table}))`,
  );
}

/** What each tuple stands for: numbers and hashes, by the hash of the tuple. */
function found(name: string, columns: string[], those: Reference[], table: string): string {
  const signs = those.flatMap(({ name: known, fields }) =>
    signsOf(known).map((sign) => ({ alias: `${known}${signed(sign)}`, known, fields: withSign(fields, sign) })),
  );
  const kept = signs.flatMap(({ alias }) => [`${alias}.n AS n_${alias}`, `${alias}.h AS h_${alias}`]);
  const keys = signs.map(({ alias, fields }) => `${hashOf(fields)} AS key_${alias}`);
  const joins = signs.map(({ alias, known }) => `JOIN k_${known} AS ${alias} ON ${alias}.h = key_${alias}`);
  const times = name === "found_span" ? ", t_ChargePeriodStart, t_ChargePeriodEnd" : "";
  return `CREATE OR REPLACE TEMP TABLE ${name} AS SELECT tuple, ${kept.join(", ")}${times}
    FROM (SELECT *, ${hashOf(columns)} AS tuple, ${keys.join(", ")} FROM ${table}) ${joins.join(" ")}`;
}
