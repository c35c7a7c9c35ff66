import { type FocusColumn, focusColumns, numberColumns, timeColumns } from "../../focus/columns";
import type { FileHeader } from "../intake/header-record";
import { dimensions } from "./dimensions";
import { hashOf, know, proofOf, references } from "./known-sql";
import type { NumberKinds } from "./number-kinds";
import { isReadable, withDigits, withSteps } from "./number-sql";
import { CONTENT, costs, extraJson, isNegative, outsideOf, putInto, quantities } from "./part-sql";
import { type Coded, FRESH_WORDS, type Places } from "./record-coder";
import { isCategory, isCurrency } from "./rules";
import { absentNumbers, type Extras, isOfSpool, SPOOLED_EXTRA, SPOOLED_MEASURED } from "./text-sql";
import { columnsOf, signed, signsOf, withSign } from "./tuples-sql";

/** The numbers of every row; all else is the same in many rows. */
export const codedNumbers = [...costs, ...quantities].map(([column]) => column);

const PERIODS = ["BillingPeriod", "ChargePeriod"] as const;

type Group = {
  name: string;
  columns: string[];
  /** What else of a tuple goes into the stage: names and SQL over its record. */
  keeps: [name: string, type: string, source: string][];
};

const instants = (period: (typeof PERIODS)[number]) => [`t_${period}Start`, `t_${period}End`];
const bounds = (period: (typeof PERIODS)[number]) => [`"${period}Start"`, `"${period}End"`];

function groupsOf(extras: Extras): Group[] {
  return [
    {
      name: "slice",
      columns: ['"BillingAccountId"', ...bounds("BillingPeriod")],
      keeps: [["is_loose", "BOOLEAN", loose("BillingPeriod")]],
    },
    {
      name: "span",
      columns: bounds("ChargePeriod"),
      keeps: [
        ...instants("ChargePeriod").map((name): [string, string, string] => [name, "TIMESTAMPTZ", name]),
        ["is_loose", "BOOLEAN", loose("ChargePeriod")],
      ],
    },
    ...dimensions.map(
      ({ name, from }): Group => ({ name, columns: name === "extra" ? outsideOf(extras) : columnsOf(from), keeps: [] }),
    ),
  ];
}

const isForm = (column: string) => `(ends_with(${column}, 'Z') AND contains(${column}, 'T'))`;

/** True where an instant that could be read is not written as FOCUS writes it. */
function loose(period: (typeof PERIODS)[number]): string {
  return `coalesce(NOT (${bounds(period).map(isForm).join(" AND ")}), false)`;
}

/** SQL for rows that were coded, and for the records that their tuples are read from. */
export class CodedSql {
  readonly names: string[];
  readonly #groups: Group[];
  readonly #extras: Extras;

  constructor(extras: Extras) {
    this.#extras = extras;
    this.#groups = groupsOf(extras);
    this.names = this.#groups.map(({ name }) => name);
  }

  /** Where a file has what is coded. */
  places(header: FileHeader): Places {
    const extras = new Map(this.#extras.map((name, index) => [`e${index}`, name]));
    const spooled: Record<string, string> = { spooled: SPOOLED_EXTRA, measured: SPOOLED_MEASURED };
    const place = (column: string) => {
      if (focus.has(column)) return header.columns.lastIndexOf(column as FocusColumn);
      const ours = spooled[column];
      if (ours) return isOfSpool(ours, this.#extras) ? header.names.lastIndexOf(ours) : -1;
      return header.names.lastIndexOf(extras.get(column) ?? column);
    };
    return {
      fields: header.names.length,
      groups: this.#groups.map(({ columns }) =>
        Int32Array.from(columns, (column) => place(column.replaceAll('"', ""))),
      ),
      numbers: Int32Array.from(codedNumbers, place),
    };
  }

  /** For each group the number and the hash of what its tuples stand for. */
  get tables(): string[] {
    return this.#groups.map(({ name, keeps }) => {
      const known = signsOf(name).flatMap((sign) => [`n${signed(sign)} INTEGER`, `h${signed(sign)} UBIGINT`]);
      const columns = ["id INTEGER", ...known, ...keeps.map(([column, type]) => `${column} ${type}`)];
      return `CREATE OR REPLACE TEMP TABLE t_${name} (${columns.join(", ")})`;
    });
  }

  /** Reads the records that have new tuples, and keeps what is asked of those. */
  records(text: string): string {
    const typed = timeColumns.map((column) => `instant("${column}") AS t_${column}`);
    return `CREATE OR REPLACE TEMP TABLE record AS
      SELECT *, ${typed.join(", ")}, ${extraJson(this.#extras)} AS extra FROM ${text}`;
  }

  /** How many of the records have something wrong with them, numbers of their own aside. */
  badRecords(kinds: NumberKinds): string {
    const prices = numberColumns.filter((column) => !codedNumbers.includes(column) && kinds[column] !== "absent");
    const readable = prices.map((column) => `("${column}" IS NULL OR ${isReadable(column, {})})`);
    const sound = [...readable, isCurrency, isCategory, `NOT (${suspectText.join(" OR ")})`];
    return `SELECT count(*) FROM ${withDigits("record", prices)} WHERE NOT coalesce(${sound.join(" AND ")}, false)`;
  }

  /** The rows that new tuples stand for, as far as they were not known, and which tuple stands for which. */
  keep(fresh: Coded["fresh"]): string[] {
    const met = new Set(fresh.filter((_word, index) => index % FRESH_WORDS === 0));
    return this.#groups.flatMap(({ name, keeps }, group) => {
      const { fields } = references[group] ?? { fields: [] };
      if (!met.has(group)) return [];
      const records = `FROM fresh JOIN record ON record.rowid = fresh.record WHERE g = ${group}`;
      const signs = signsOf(name);
      const known = signs.map((sign) => {
        const own = withSign(fields, sign);
        return know(
          name,
          `(SELECT DISTINCT ${hashOf(own)} AS h, ${proofOf(own)} AS proof, ${own.join(", ")} ${records})`,
        );
      });
      const hashes = signs.map((sign) => `${hashOf(withSign(fields, sign))} AS h${signed(sign)}`);
      const kept = keeps.map(([column, , source]) => `${source} AS ${column}`);
      const columns = [
        ...signs.flatMap((sign) => [`k${signed(sign)}.n`, `k${signed(sign)}.h`]),
        ...keeps.map(([column]) => `r.${column}`),
      ];
      const joins = signs.map((sign) => `JOIN k_${name} k${signed(sign)} ON k${signed(sign)}.h = r.h${signed(sign)}`);
      const tuples = `INSERT INTO t_${name} SELECT r.id, ${columns.join(", ")}
        FROM (SELECT id, ${[...hashes, ...kept].join(", ")} ${records}) r ${joins.join(" ")}`;
      return [...known, tuples];
    });
  }

  /** Puts the rows of a part into the stage, with their amounts and what is known of their tuples. */
  stage(kinds: CodedKinds, from: number): string {
    const described = dimensions.filter(({ name }) => name !== "charge_kind");
    const columns = [
      `c.rowid + ${from} AS place`,
      ...costs.flatMap(([column, name]) => [
        `${units(column, kinds)} AS u_${name}`,
        `${beside("rest", column, kinds)} AS r_${name}`,
      ]),
      ...quantities.flatMap(([column, name]) => [
        `${smallUnits(column, kinds)} AS u_${name}`,
        `${beside("plain", column, kinds)} AS r_${name}`,
      ]),
      ...instants("ChargePeriod").map((name) => `t_span.${name}`),
      ...["slice", "span"].map((name) => `t_${name}.n AS n_${name}`),
      ...described.flatMap(({ name }) => [`t_${name}.n AS n_${name}`, `t_${name}.h AS h_${name}`]),
      ...["n_t", "h_t", "n_f", "h_f"].map((name) => `t_charge_kind.${name}`),
      "t_slice.is_loose OR t_span.is_loose AS is_loose_time",
    ];
    const joins = this.names.map((name) => `JOIN t_${name} ON t_${name}.id = c.${name}`).join(" ");
    const kind = (what: string) =>
      `CASE WHEN is_negative = 't' THEN ${what}_t ELSE ${what}_f END AS ${what}_charge_kind`;
    const rows = withSteps(
      `(SELECT ${columns.join(", ")} FROM coded c ${joins})`,
      [`${isNegative} AS is_negative`],
      [kind("n"), kind("h")],
      [CONTENT],
    );
    return putInto(kinds, rows);
  }

  /** What a part adds up to, by slice and currency: its rows in the form that the sums are made of. */
  summed(kinds: CodedKinds): string {
    const columns = costs.flatMap(([column, name]) => [
      `${units(column, kinds)} AS u_${name}`,
      `${beside("text", column, kinds)} AS x_${name}`,
    ]);
    return `(SELECT t_slice.h AS h_slice, k_account.f0 AS "BillingCurrency", c.* FROM (
      SELECT slice, account, ${columns.join(", ")} FROM coded c) c
      JOIN t_slice ON t_slice.id = c.slice JOIN t_account ON t_account.id = c.account
      JOIN k_account ON k_account.n = t_account.n)`;
  }
}

const units = (column: string, kinds: CodedKinds) =>
  kinds[column] === "absent" ? "CAST(NULL AS DECIMAL(18, 10))" : `c."${column}"`;
const beside = (prefix: string, column: string, kinds: CodedKinds) =>
  kinds[column] === "text" ? `c."${prefix}_${column}"` : "CAST(NULL AS VARCHAR)";
const smallUnits = (column: string, kinds: CodedKinds) =>
  kinds[column] === "text" ? `CASE WHEN c."plain_${column}" IS NULL THEN c."${column}" END` : units(column, kinds);

const focus = new Set<string>(focusColumns);

export type CodedKinds = Record<string, "text" | "small" | "absent">;

/** Which kind of number each of a part's columns is, now that it is coded. */
export function codedKinds(header: FileHeader, { written }: Coded): CodedKinds {
  const absent = absentNumbers(header);
  const kinds = codedNumbers.map((column, index): [string, CodedKinds[string]] => {
    if (absent[column]) return [column, "absent"];
    return [column, written[index] ? "text" : "small"];
  });
  return Object.fromEntries(kinds);
}

/** Can every number be read, and has every row the costs that it must have? */
export function hasSoundNumbers({ missing, unreadable }: Coded): boolean {
  return !unreadable.includes(true) && !mustHave.some((number) => missing[number]);
}
const mustHave = ["BilledCost", "EffectiveCost"].map((column) => codedNumbers.indexOf(column));

const suspectText = [
  '"BillingAccountId" IS NULL',
  ...timeColumns.map((column) => `t_${column} IS NULL`),
  ...PERIODS.map((period) => instants(period).join(" >= ")),
  ...timeColumns.map((column) => `NOT is_in_range(t_${column})`),
];
