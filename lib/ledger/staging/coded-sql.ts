import { type FocusColumn, focusColumns, numberColumns, timeColumns } from "../../focus/columns";
import type { FileHeader } from "../intake/header-record";
import { textOfNumber } from "./append-coded";
import { dimensions } from "./dimensions";
import type { NumberKinds } from "./number-kinds";
import { isReadable, withDigits, withSteps } from "./number-sql";
import {
  besides,
  CONTENT,
  costs,
  extraJson,
  hashOf,
  kindHash,
  partTable,
  quantities,
  unreadable,
  withTyped,
} from "./part-sql";
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
  /** What is kept of a tuple beside its number: names and SQL over the records. */
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
        keeps: hashes(name, from),
      }),
    ),
  ];
}

function hashes(name: string, from: string[]): Group["keeps"] {
  if (name === "charge_kind") return ["t", "f"].map((sign) => [`h_${sign}`, "UBIGINT", kindHash(`'${sign}'`)]);
  const hash: Group["keeps"] = [["h", "UBIGINT", hashOf(from)]];
  return name === "account" ? [...hash, ["currency", "VARCHAR", '"BillingCurrency"']] : hash;
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

  /** One table a group: what is kept of its tuples. */
  get tables(): string[] {
    return this.#groups.map(({ name, keeps }) => {
      const columns = keeps.map(([column, type]) => `${column} ${type}`).join(", ");
      return `CREATE TEMP TABLE g_${name} (id INTEGER, ${columns})`;
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
      const kept = keeps.map(([, , source]) => source).join(", ");
      return [`INSERT INTO g_${name} SELECT id, ${kept} ${records}`, ...this.#described(name, records)];
    });
  }

  #described(name: string, records: string): string[] {
    if (name === "slice") {
      const fields = ['"BillingAccountId"', ...instants("BillingPeriod")];
      return [`INSERT INTO d_slice SELECT DISTINCT ${hashOf(fields)}, ${fields.join(", ")} ${records}`];
    }
    const dimension = dimensions.find((each) => each.name === name);
    if (!dimension) return [];
    const signs = name === "charge_kind" ? ["'t'", "'f'"] : [""];
    return signs.map((sign) => {
      const from = dimension.from.map((source) => (source === "is_negative" ? sign : source));
      return `INSERT INTO d_${name} SELECT DISTINCT ${hashOf(from)}, ${from.join(", ")} ${records}`;
    });
  }

  /** The rows of a part with their amounts and what is known of their tuples. */
  part(kinds: NumberKinds): string {
    const rows = withSteps(
      withTyped(this.#rows(kinds), codedNumbers, kinds),
      ["CASE WHEN is_negative = 't' THEN h_t ELSE h_f END AS h_charge_kind"],
      [CONTENT, `coalesce(u_billed IS NULL OR u_effective IS NULL OR ${unreadable(codedNumbers, kinds)}, true) AS bad`],
    );
    return partTable(rows, ['"BillingCurrency"']);
  }

  #rows(kinds: NumberKinds): string {
    const numbers = codedNumbers.map((column) => {
      if (kinds[column] === "absent") return `NULL::VARCHAR AS "${column}"`;
      const text = `coalesce(c."${textOfNumber(column)}", CAST(c."${column}" AS VARCHAR)) AS "${column}"`;
      return kinds[column] === "text" ? text : `c."${column}"`;
    });
    const hashed = dimensions
      .filter(({ name }) => name !== "charge_kind")
      .map(({ name }) => `g_${name}.h AS h_${name}`);
    const columns = [
      ...numbers,
      ...hashed,
      ...["g_charge_kind.h_t", "g_charge_kind.h_f", "g_slice.h AS h_slice"],
      ...instants("ChargePeriod").map((name) => `g_span.${name}`),
      "g_slice.is_loose OR g_span.is_loose AS is_loose_time",
      'g_account.currency AS "BillingCurrency"',
    ];
    const joins = this.names.map((name) => `JOIN g_${name} ON g_${name}.id = c.${name}`).join(" ");
    return `(SELECT ${columns.join(", ")} FROM coded c ${joins})`;
  }
}

const focus = new Set<string>(focusColumns);

/** Which kind of number each of a part's columns is, now that it is coded. */
export function codedKinds(header: FileHeader, { texts }: Coded): NumberKinds {
  const kinds = codedNumbers.map((column, index): [string, "text" | "small"] => [
    column,
    texts[index] ? "text" : "small",
  ]);
  return { ...Object.fromEntries(kinds), ...absentNumbers(header) };
}

const suspectText = [
  '"BillingAccountId" IS NULL',
  ...timeColumns.map((column) => `t_${column} IS NULL`),
  ...PERIODS.map((period) => instants(period).join(" >= ")),
  ...timeColumns.map((column) => `NOT is_in_range(t_${column})`),
];
