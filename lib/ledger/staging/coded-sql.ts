import { type FocusColumn, focusColumns, numberColumns, timeColumns } from "../../focus/columns";
import type { FileHeader } from "../intake/header-record";
import { dimensions } from "./dimensions";
import type { NumberKinds } from "./number-kinds";
import { isReadable, withDigits, withSteps } from "./number-sql";
import { besides, CONTENT, costs, extraJson, hashOf, isNegative, kept, kindHash, quantities } from "./part-sql";
import type { Coded, Coding } from "./record-coder";
import { isCategory, isCurrency } from "./rules";
import { absentNumbers, type Extras, SPOOLED_EXTRA, SPOOLED_MEASURED } from "./text-sql";

/** The numbers of every row; all else is the same in many rows. */
export const codedNumbers = [...costs, ...quantities].map(([column]) => column);

const PERIODS = ["BillingPeriod", "ChargePeriod"] as const;
const fieldsOf = (from: string[]) => [...new Set(from.flatMap((source) => source.match(/"(\w+)"/g) ?? []))];

type Group = {
  name: string;
  columns: string[];
  /** What is kept of a tuple beside its number and its dimension row: names and SQL over the records. */
  keeps: [name: string, type: string, source: string][];
};

const instants = (period: (typeof PERIODS)[number]) => [`t_${period}Start`, `t_${period}End`];
const bounds = (period: (typeof PERIODS)[number]) => [`"${period}Start"`, `"${period}End"`];

function groupsOf(extras: Extras): Group[] {
  const outside = [...extras.map((_name, index) => `e${index}`), ...besides.map((name) => `"${name}"`), "spooled"];
  return [
    {
      name: "slice",
      columns: ['"BillingAccountId"', ...bounds("BillingPeriod")],
      keeps: [
        ["h", "UBIGINT", hashOf(['"BillingAccountId"', ...instants("BillingPeriod")])],
        ["is_loose", "BOOLEAN", loose("BillingPeriod")],
      ],
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
      ({ name, from }): Group => ({
        name,
        columns: name === "extra" ? outside : fieldsOf(from),
        keeps: name === "charge_kind" ? ["t", "f"].map((sign) => [`h_${sign}`, "UBIGINT", kindHash(`'${sign}'`)]) : [],
      }),
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

  coding(isSpool: boolean): Coding {
    const groups = this.#groups.map(({ columns }) => columns.map((column) => column.replaceAll('"', "")));
    const extras = new Map(this.#extras.map((name, index) => [`e${index}`, name]));
    const renamed: Record<string, string> = { spooled: SPOOLED_EXTRA, measured: SPOOLED_MEASURED };
    const place = (header: FileHeader, column: string) =>
      focus.has(column)
        ? header.columns.lastIndexOf(column as FocusColumn)
        : header.names.lastIndexOf(extras.get(column) ?? renamed[column] ?? column);
    return { groups, numbers: codedNumbers, place, isSpool };
  }

  /** One table for each group of which more is kept than its dimension rows. */
  get tables(): string[] {
    return this.#groups.flatMap(({ name, keeps }) => {
      if (keeps.length === 0) return [];
      return `CREATE TEMP TABLE g_${name} (id INTEGER, ${keeps.map(([column, type]) => `${column} ${type}`).join(", ")})`;
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

  /** What each group keeps of its new tuples, and the dimension rows that come of them. */
  keep(fresh: Coded["fresh"]): string[] {
    const met = new Set(fresh.map(([group]) => group));
    return this.#groups.flatMap(({ name, keeps }, group) => {
      if (!met.has(group)) return [];
      const records = `FROM fresh JOIN record ON record.rowid = fresh.record WHERE g = ${group}`;
      const described = this.#described(name, records);
      if (keeps.length === 0) return described;
      const kept = keeps.map(([, , source]) => source).join(", ");
      return [`INSERT INTO g_${name} SELECT id, ${kept} ${records}`, ...described];
    });
  }

  #described(name: string, records: string): string[] {
    if (name === "slice") {
      const fields = ['"BillingAccountId"', ...instants("BillingPeriod")];
      return [`INSERT INTO d_slice SELECT id, ${hashOf(fields)}, ${fields.join(", ")} ${records}`];
    }
    const dimension = dimensions.find((each) => each.name === name);
    if (!dimension) return [];
    const signs = name === "charge_kind" ? ["'t'", "'f'"] : [""];
    return signs.map((sign) => {
      const from = dimension.from.map((source) => (source === "is_negative" ? sign : source));
      return `INSERT INTO d_${name} SELECT id, ${hashOf(from)}, ${from.join(", ")} ${records}`;
    });
  }

  /** Puts the rows of a part into the stage, with their amounts and what is known of their tuples. */
  stage(kinds: CodedKinds): string {
    const described = dimensions.filter(({ name }) => name !== "charge_kind");
    const columns = [
      ...costs.flatMap(([column, name]) => [
        `${units(column, kinds)} AS u_${name}`,
        `${beside("rest", column, kinds)} AS r_${name}`,
      ]),
      ...quantities.flatMap(([column, name]) => [
        `${smallUnits(column, kinds)} AS u_${name}`,
        `${beside("plain", column, kinds)} AS r_${name}`,
      ]),
      ...instants("ChargePeriod").map((name) => `g_span.${name}`),
      ...described.map(({ name }) => `d_${name}.h AS h_${name}`),
      ...["g_charge_kind.h_t", "g_charge_kind.h_f", "d_slice.h AS h_slice"],
      "g_slice.is_loose OR g_span.is_loose AS is_loose_time",
    ];
    const known = ["d_slice", "g_slice", "g_span", "g_charge_kind", ...described.map(({ name }) => `d_${name}`)];
    const joins = known.map((table) => `JOIN ${table} ON ${table}.id = c.${table.slice(2)}`).join(" ");
    const rows = withSteps(
      `(SELECT ${columns.join(", ")} FROM coded c ${joins})`,
      [`${isNegative} AS is_negative`],
      ["CASE WHEN is_negative = 't' THEN h_t ELSE h_f END AS h_charge_kind"],
      [CONTENT],
    );
    return `INSERT INTO stage SELECT ${kept} FROM ${rows}`;
  }

  /** What a part adds up to, by slice and currency: its rows in the form that the sums are made of. */
  summed(kinds: CodedKinds): string {
    const columns = costs.flatMap(([column, name]) => [
      `${units(column, kinds)} AS u_${name}`,
      `${beside("text", column, kinds)} AS x_${name}`,
    ]);
    return `(SELECT d_slice.h AS h_slice, d_account.f0 AS "BillingCurrency", c.* FROM (
      SELECT slice, account, ${columns.join(", ")} FROM coded c) c
      JOIN d_slice ON d_slice.id = c.slice JOIN d_account ON d_account.id = c.account)`;
  }
}

const units = (column: string, kinds: CodedKinds) =>
  kinds[column] === "absent" ? "CAST(NULL AS DECIMAL(18, 10))" : `c."${column}"`;
const beside = (prefix: string, column: string, kinds: CodedKinds) =>
  kinds[column] === "text" ? `c."${prefix}_${column}"` : "CAST(NULL AS VARCHAR)";
const smallUnits = (column: string, kinds: CodedKinds) =>
  kinds[column] === "text" ? `CASE WHEN c."plain_${column}" IS NULL THEN c."${column}" END` : units(column, kinds);

const focus = new Set<string>(focusColumns);

type CodedKinds = Record<string, "text" | "small" | "absent">;

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
