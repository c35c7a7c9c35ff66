import { requireRole, type Scope } from "../auth/scope";
import { db } from "../db/client";
import { rowsOf, sql } from "../db/sql";
import { DomainError } from "../errors";
import type { Day } from "../focus/period";
import type { Calendar } from "./calendar";

/** Today, and the year that this workspace counts in. */
export async function workspaceCalendar(scope: Scope, today: Day): Promise<Calendar> {
  const [found] = await rowsOf<{ yearStart: number }>(
    sql`select fiscal_year_start as "yearStart" from workspace where id = ${scope.workspaceId}::uuid`,
  );
  return { today, yearStart: found?.yearStart ?? 1 };
}

/** Sets the first month of the fiscal year, 1 for January. */
export async function chooseFiscalYear(scope: Scope, month: number): Promise<void> {
  requireRole(scope, "admin");
  if (!Number.isInteger(month) || month < 1 || month > 12) {
    throw new DomainError("invalid", "The fiscal year starts in a month from 1 to 12.");
  }
  await db.workspace.update({ where: { id: scope.workspaceId }, data: { fiscalYearStart: month } });
}
