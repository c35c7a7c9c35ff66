import { z } from "zod";
import { contract } from "../../contract";

const month = z.int().min(1, "From 1 for January.").max(12, "To 12 for December.");
const FiscalYear = z.strictObject({ month: month.meta({ description: "First month of the year, 1 for January." }) });

export const readFiscalYear = contract({
  id: "readFiscalYear",
  verb: "GET",
  path: "/api/v1/fiscal-year",
  summary: "The month in which the workspace's quarters and years begin",
  role: "viewer",
  rows: "none",
  answers: { 200: { description: "The month.", schema: FiscalYear } },
});

export const setFiscalYear = contract({
  id: "setFiscalYear",
  verb: "PUT",
  path: "/api/v1/fiscal-year",
  summary: "Choose the month in which quarters and years begin",
  role: "admin",
  rows: "none",
  body: FiscalYear,
  answers: { 200: { description: "The month as it is now.", schema: FiscalYear } },
});
