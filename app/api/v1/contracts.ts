import type { Contract } from "../contract";
import { costs } from "./costs/contract";
import { exportFocus } from "./exports/focus/contract";
import { importFiles, readImport } from "./imports/contract";
import { describeApi } from "./openapi.json/contract";
import { enterExchangeRate, importRates, listRates, removeExchangeRate } from "./rates/contract";
import { readReconciliation } from "./reconciliation/contract";
import { readRun } from "./runs/contract";
import { addSource, listSources, syncSource } from "./sources/contract";

/** Every operation under /api/v1: openapi.json lists these, and a test compares them with the routes. */
export const contracts: Contract[] = [
  costs,
  exportFocus,
  importFiles,
  readImport,
  listSources,
  addSource,
  syncSource,
  readRun,
  readReconciliation,
  listRates,
  enterExchangeRate,
  importRates,
  removeExchangeRate,
  describeApi,
];
