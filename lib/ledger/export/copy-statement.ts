import { escapeLiteral } from "pg";
import type { FocusColumn } from "../../focus/columns";
import { isDay } from "../../focus/period";
import { besidesJoin, besidesSql, fieldSql, fromCharges } from "./focus-fields";
import type { Selected } from "./selection";

export type Columns = { focus: FocusColumn[]; extras: string[] };

/**
 * The charges of the selection as csv. COPY takes no parameters: numbers and days are checked here, and the names of
 * columns outside FOCUS, which come from files, are escaped by the driver.
 */
export function copyStatement(selection: Selected, { focus, extras }: Columns): string {
  const fields = [
    ...focus.map((column) => fieldSql[column]),
    ...extras.map((name) => `${besidesSql} ->> ${escapeLiteral(name)}`),
  ];
  return `copy (select ${fields.join(", ")} from ${fromCharges} where ${whereSelected(selection)})
    to stdout (format csv)`;
}

/** Which columns have a value, in one row of booleans, and the names outside FOCUS; for rows that no file named. */
export function presenceStatement(selection: Selected, focus: FocusColumn[]): string {
  const found = focus.map((column) => `coalesce(bool_or((${fieldSql[column]}) is not null), false) as "${column}"`);
  return `select ${found.join(", ")} from ${fromCharges} where ${whereSelected(selection)}`;
}

export function extrasStatement(selection: Selected): string {
  return `select distinct name from charge x join import_slice slice on slice.id = x.slice_id ${besidesJoin},
      jsonb_object_keys(${besidesSql}) name
    where ${whereSelected(selection)} order by name`;
}

function whereSelected({ slices, accounts, limits, from, to }: Selected): string {
  const conditions = [
    `x.slice_id = any(${idsOf(slices)})`,
    `x.charge_day >= ${dayOf(from)} and x.charge_day < ${dayOf(to)}`,
    ...(accounts ? [`x.account_id = any(${idsOf(accounts)})`] : []),
    ...limits.map(({ table, ids }) => `x.${table}_id = any(${idsOf(ids)})`),
  ];
  return conditions.join(" and ");
}

function idsOf(ids: number[]): string {
  if (!ids.every(Number.isSafeInteger)) throw new Error("An id is not a whole number.");
  return `'{${ids.join(",")}}'::integer[]`;
}

function dayOf(day: string): string {
  if (!isDay(day)) throw new Error("A day is not one.");
  return `date '${day}'`;
}
