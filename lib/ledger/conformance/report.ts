import type { DuckDBConnection } from "@duckdb/node-api";
import type { Metric } from "../../focus/charge";
import { focusColumns } from "../../focus/columns";
import { Money, plain } from "../../focus/money";
import { rowsIn } from "../staging/database";
import { costs } from "../staging/part-sql";
import type { Staging } from "../staging/staging";
import { coverage } from "./commitments";
import type { Conformance, ConformanceExample, ConformanceFinding } from "./conformance";
import { joinedRows, shown } from "./joined-rows";
import { mandatoryColumns } from "./mandatory";
import type { RowRule } from "./row-rule";
import { rowRules } from "./row-rules";

const EXAMPLES = 5;

/**
 * Asks staged rows how they keep the rules of FOCUS; call it after `settle`. Rows that keep and break the same rules
 * are counted together, so that one pass answers all of them.
 */
export async function conformanceOf(staging: Staging, version: string, columns: string[]): Promise<Conformance> {
  const present = new Set(columns);
  const rules = rowRules.filter(({ needs }) => needs.every((column) => present.has(column)));
  const connection = await staging.connect();
  try {
    const groups = await groupsOf(connection, rules);
    const findings = rules.map((rule, index) => findingOf(rule, 1n << BigInt(index), groups));
    const placeOf = (place: number) => staging.placeOf(place);
    await addExamples({ connection, placeOf }, rules, findings, groups);
    const covered = present.has("CommitmentDiscountId") ? [await coverage(connection)] : [];
    const ours = [missingColumns(version, present, staging.rows), customNames(columns, staging.rows)];
    return { version, findings: [...ours, ...findings, ...covered] };
  } finally {
    connection.closeSync();
  }
}

/** Rows of one currency that the same rules are about and that break the same of them. */
type Group = { currency: string; checked: bigint; broken: bigint; rows: number; sums: Money[]; first: number[] };

async function groupsOf(connection: DuckDBConnection, rules: RowRule[]): Promise<Group[]> {
  const judgements = [...new Set(rules.flatMap(({ of }) => of ?? []))].map((dimension) => ({
    dimension,
    ...masksOf(rules, dimension),
  }));
  const { checked: own, broken: ownBroken } = masksOf(rules, undefined);
  const inner = joinedRows(
    [
      "currency",
      "place",
      ...costs.flatMap(([, name]) => [`u_${name}`, `r_${name}`]),
      `${[own, ...judgements.map(({ dimension }) => `checked_${dimension}`)].join(" + ")} AS checked`,
      `${[ownBroken, ...judgements.map(({ dimension }) => `broken_${dimension}`)].join(" + ")} AS broken`,
    ],
    { judgements },
  );
  // Wide enough for every cost, and narrow enough that no sum of them overflows.
  const sums = costs.flatMap(([, name]) => [
    `CAST(sum(u_${name}) AS VARCHAR)`,
    `CAST(sum(TRY_CAST(r_${name} AS DECIMAL(30, 16))) AS VARCHAR)`,
  ]);
  const found = await rowsIn(
    connection,
    `SELECT currency, checked, broken, count(*), to_json(min(place, ${EXAMPLES}))::VARCHAR, ${sums.join(", ")}
      FROM (${inner}) GROUP BY currency, checked, broken ORDER BY currency, checked, broken`,
  );
  return found.map(([currency, checked, broken, rows, first, ...amounts]) => ({
    currency: String(currency),
    checked: BigInt(String(checked)),
    broken: BigInt(String(broken)),
    rows: Number(rows),
    first: JSON.parse(String(first)),
    sums: costs.map((_cost, index) => added(amounts[2 * index]).plus(added(amounts[2 * index + 1]))),
  }));
}

/** A bit for each rule about the dimension (or, without one, about charges): whether it applies, and is broken. */
function masksOf(rules: RowRule[], dimension: string | undefined): { checked: string; broken: string } {
  const mask = (when: (rule: RowRule) => string) => {
    const bits = rules.flatMap((rule, index) =>
      rule.of === dimension ? [`CASE WHEN ${when(rule)} THEN ${1n << BigInt(index)} ELSE 0 END`] : [],
    );
    return `CAST(${bits.join(" + ") || "0"} AS BIGINT)`;
  };
  return {
    checked: mask(({ applies }) => `(${applies})`),
    broken: mask(({ applies, breaks }) => `(${applies}) AND (${breaks})`),
  };
}

const added = (amount: unknown) => new Money(amount === null || amount === undefined ? 0 : String(amount));

function findingOf({ id, rule, section, metrics }: RowRule, bit: bigint, groups: Group[]): ConformanceFinding {
  const broken = groups.filter((group) => group.broken & bit);
  const rowsOf = (those: Group[]) => those.reduce((sum, { rows }) => sum + rows, 0);
  return {
    id,
    rule,
    section,
    checked: rowsOf(groups.filter((group) => group.checked & bit)),
    broken: rowsOf(broken),
    amounts: metrics.flatMap((metric) => amountsOf(metric, broken)),
    examples: [],
    names: [],
  };
}

function amountsOf(metric: Metric, groups: Group[]): ConformanceFinding["amounts"] {
  const index = costs.findIndex(([, name]) => name === metric);
  const byCurrency = new Map<string, Money>();
  for (const { currency, sums } of groups) {
    byCurrency.set(currency, (byCurrency.get(currency) ?? new Money(0)).plus(sums[index] ?? 0));
  }
  return [...byCurrency].map(([currency, amount]) => ({ metric, currency, amount: plain(amount) }));
}

async function addExamples(
  { connection, placeOf }: { connection: DuckDBConnection; placeOf: Staging["placeOf"] },
  rules: RowRule[],
  findings: ConformanceFinding[],
  groups: Group[],
): Promise<void> {
  const chosen = rules.map((_rule, index) => {
    const broken = groups.filter((group) => group.broken & (1n << BigInt(index)));
    return broken
      .flatMap(({ first }) => first)
      .toSorted((one, other) => one - other)
      .slice(0, EXAMPLES);
  });
  const rows = [...new Set(chosen.flat())];
  if (rows.length === 0) return;
  const columns = [...new Set(rules.flatMap(({ shows }) => shows))];
  const found = await rowsIn(
    connection,
    joinedRows(["place", ...columns.map(shown)], { where: `s.place IN (${rows.join(", ")})` }),
  );
  const byRow = new Map(found.map(([n, ...values]) => [Number(n), values]));
  for (const [index, finding] of findings.entries()) {
    finding.examples = (chosen[index] ?? []).map((n): ConformanceExample => {
      const shows = rules[index]?.shows ?? [];
      const values = shows.map((column) => [column, textOf(byRow.get(n)?.[columns.indexOf(column)])]);
      return { ...placeOf(n), values: Object.fromEntries(values) };
    });
  }
}

const textOf = (value: unknown) => (value === null || value === undefined ? null : String(value));

const nothing = { amounts: [], examples: [] };

function missingColumns(version: string, present: Set<string>, rows: number): ConformanceFinding {
  const names = mandatoryColumns(version).filter((column) => !present.has(column));
  return {
    id: "mandatory-columns",
    rule: `All columns that FOCUS ${version} demands are there.`,
    section: "Column presence",
    checked: rows,
    broken: names.length > 0 ? rows : 0,
    names,
    ...nothing,
  };
}

function customNames(columns: string[], rows: number): ConformanceFinding {
  const own = new Set<string>(focusColumns);
  const names = columns.filter((column) => !own.has(column) && !/^x_/.test(column));
  return {
    id: "custom-columns",
    rule: "Columns outside FOCUS begin with x_.",
    section: "Custom column handling",
    checked: rows,
    broken: names.length > 0 ? rows : 0,
    names: names.slice(0, 20),
    ...nothing,
  };
}
