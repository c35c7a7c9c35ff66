import type { Random } from "./random";

/** A csv file as cells; null is an empty cell. */
export type Table = { names: string[]; rows: (string | null)[][] };

const amounts = ["0", "-0.00", "1", "12.5", "-3.25", "1e3", "6.123E-7", "0.1234567890123456", "99999999.9999999999"];
const hugeAmounts = [
  "1e12",
  "-1e-12",
  "12345678901234567890123456789012345678",
  "0.00000000000000000000000000000000001",
];
const wrongAmounts = ["", "NaN", "inf", "1,5", "$3", "1e99", "five", "--1", "1.2.3", "0x10", " ", "١"];
const instants = ["2026-03-05T00:00:00Z", "2026-03-05", "2026-03-05 12:00:00", "2026-03-05T00:00:00.000Z", "3/25/2026"];
const wrongInstants = ["", "05/03/2026", "2026-02-30T00:00:00Z", "yesterday", "1772409600000", "infinity", "0"];
const words = [
  "",
  "usage",
  "Usage",
  "PURCHASE",
  "Gift",
  "null",
  '{"a":"b"}',
  "{",
  "[]",
  "a\nb",
  'say "x"',
  "é",
  "\u2028",
];

const values: [column: RegExp, choices: string[]][] = [
  [/(Cost|Price|Quantity)$/, [...amounts, ...amounts, ...hugeAmounts, ...wrongAmounts]],
  [/Period(Start|End)$/, [...instants, ...wrongInstants]],
  [/./, words],
];

type Change = (table: Table, random: Random) => void;

const changes: Change[] = [
  changeCell,
  changeCell,
  changeCell,
  changeCell,
  ({ names, rows }, random) => {
    const column = random.below(names.length);
    names.splice(column, 1);
    for (const row of rows) row.splice(column, 1);
  },
  ({ names, rows }, random) => {
    const column = random.below(names.length);
    names.push(random.isOneIn(2) ? (names[column] ?? "") : `x_${random.below(3)}`);
    for (const row of rows) row.push(row[column] ?? null);
  },
  ({ names }, random) => {
    const column = random.below(names.length);
    const name = names[column] ?? "";
    const snake = name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_");
    names[column] = random.one([name.toLowerCase(), snake, ` ${name} `, `${name}2`, "", "Region", "AmortizedCost"]);
  },
  ({ rows }, random) => void rows.splice(random.below(rows.length + 1), random.below(3)),
  ({ rows }, random) => void rows.push(...rows.slice(random.below(rows.length + 1)).map((row) => [...row])),
  ({ rows }, random) => void rows[random.below(rows.length)]?.pop(),
  ({ names, rows }, random) => void rows.splice(random.below(rows.length + 1), 0, [...names]),
];

function changeCell({ names, rows }: Table, random: Random): void {
  const column = random.below(names.length);
  const choices = values.find(([pattern]) => pattern.test(names[column] ?? ""))?.[1] ?? words;
  const row = rows[random.below(rows.length)];
  if (row) row[column] = random.one(choices);
}

/** The table with up to three changes that people and programs make. */
export function mutatedTable(table: Table, random: Random): Table {
  const mutant = { names: [...table.names], rows: table.rows.map((row) => [...row]) };
  for (let left = random.below(4); left > 0 && mutant.names.length > 1; left--) random.one(changes)(mutant, random);
  return mutant;
}

/** The table as csv, written in one of the ways in which programs write it. */
export function csvText({ names, rows }: Table, random: Random): string {
  const delimiter = random.one([",", ",", ",", ";", "\t", "|"]);
  const end = random.one(["\n", "\n", "\r\n"]);
  const isQuoted = random.isOneIn(2);
  const cell = (value: string | null) => {
    if (value === null) return "";
    const mustQuote = isQuoted || /["\r\n]/.test(value) || value.includes(delimiter);
    return mustQuote ? `"${value.replaceAll('"', '""')}"` : value;
  };
  const lines = [names, ...rows].map((row) => row.map(cell).join(delimiter));
  if (random.isOneIn(8)) lines.splice(random.below(lines.length), 0, "");
  return `${random.isOneIn(8) ? "\ufeff" : ""}${lines.join(end)}${random.isOneIn(8) ? "" : end}`;
}
