import type { Scope } from "../../auth/scope";
import { csvRecord } from "../../query/csv-cell";
import { type AdviceRow, adviceList } from "./advice-list";
import type { AdviceFilter, Sort } from "./filter";
import type { LedgerEntry } from "./savings-ledger";

const adviceColumns = [
  "id",
  "title",
  "state",
  "saving",
  "counted",
  "now",
  "after",
  "currency",
  "listSaving",
  "listCurrency",
  "action",
  "verdict",
  "source",
  "provider",
  "account",
  "accountName",
  "service",
  "region",
  "resourceId",
  "resourceName",
  "team",
  "owner",
  "dueOn",
  "risk",
  "effort",
  "confidence",
  "restart",
  "memoryMeasured",
  "priceOrigin",
  "ticket",
  "firstSeenAt",
  "lastSeenAt",
] as const satisfies (keyof AdviceRow)[];

const STRETCH = 5000;

/** All that a filter finds, however long: amounts are exact, of a month of thirty days. */
export async function* csvOfAdvice(
  scope: Scope,
  asked: { filter: AdviceFilter; sort: Sort },
  now: Date,
): AsyncGenerator<string> {
  yield csvRecord([...adviceColumns]);
  let cursor: string | null = "0";
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof adviceList>> = await adviceList(
      scope,
      { ...asked, limit: STRETCH, cursor },
      now,
    );
    yield page.items.map((row) => csvRecord(adviceColumns.map((name) => cell(row[name])))).join("");
    cursor = page.cursor;
  }
}

const ledgerColumns = [
  "id",
  "recommendationId",
  "title",
  "basis",
  "round",
  "from",
  "to",
  "counterfactual",
  "actual",
  "saving",
  "monthly",
  "currency",
  "account",
  "team",
  "owner",
  "bookedAt",
] as const satisfies (keyof LedgerEntry)[];

export function csvOfSavings(entries: LedgerEntry[]): string {
  const rows = entries.map((entry) => ledgerColumns.map((name) => cell(entry[name])));
  return [[...ledgerColumns], ...rows].map(csvRecord).join("");
}

const cell = (value: string | number | boolean | null) => (value === null ? null : String(value));
