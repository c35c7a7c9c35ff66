import type { Contract } from "../contract";
import { listAlerts, readAlert, takeAction } from "./alerts/contract";
import { addBudgetComment, dropBudgetComment, listBudgetComments } from "./budgets/comments-contract";
import {
  addBudget,
  addBudgets,
  dropBudget,
  editBudget,
  exportBudgets,
  importBudgetsCsv,
  listBudgets,
  readBudget,
  readBudgetCourse,
  readBudgetHistory,
} from "./budgets/contract";
import { explainChange } from "./changes/contract";
import { createChannel, dropChannel, editChannel, listChannels, tryChannel } from "./channels/contract";
import { readCommitments } from "./commitments/contract";
import { costs } from "./costs/contract";
import { exportFocus } from "./exports/focus/contract";
import { readFiscalYear, setFiscalYear } from "./fiscal-year/contract";
import { importFiles, readImport } from "./imports/contract";
import { editPreference, readPreference, tryMail } from "./mail/contract";
import { createNote, listNotes, removeNote } from "./notes/contract";
import { describeApi } from "./openapi.json/contract";
import { actOnMessage, listOutbox, readOutbox } from "./outbox/contract";
import { enterExchangeRate, importRates, listRates, removeExchangeRate } from "./rates/contract";
import {
  actOnRecommendation,
  actOnRecommendations,
  exportRecommendations,
  listRecommendations,
  listVerdicts,
  readRecommendation,
  readRightsizingSettings,
  removeRightsizingSettings,
  setRightsizingSettings,
} from "./recommendations/contract";
import { askForLook, listLooks } from "./recommendations/runs/contract";
import { readReconciliation, sayPairs } from "./reconciliation/contract";
import { listResourceCharges, readResource } from "./resource/contract";
import { readRun } from "./runs/contract";
import { exportSavings, listSavings, readSavings } from "./savings/contract";
import { findByName } from "./search/contract";
import { addSource, listSources, syncSource } from "./sources/contract";
import { listTagKeys } from "./tag-keys/contract";
import { findValues } from "./values/contract";
import { createView, listViews, readView, removeView, updateView } from "./views/contract";

/** Every operation under /api/v1: openapi.json lists these, and a test compares them with the routes. */
export const contracts: Contract[] = [
  costs,
  explainChange,
  findValues,
  listTagKeys,
  findByName,
  readResource,
  listResourceCharges,
  listViews,
  createView,
  readView,
  updateView,
  removeView,
  listNotes,
  createNote,
  removeNote,
  readFiscalYear,
  setFiscalYear,
  exportFocus,
  importFiles,
  readImport,
  listSources,
  addSource,
  syncSource,
  readRun,
  readReconciliation,
  sayPairs,
  listRates,
  enterExchangeRate,
  importRates,
  removeExchangeRate,
  listBudgets,
  addBudget,
  addBudgets,
  exportBudgets,
  importBudgetsCsv,
  readBudget,
  editBudget,
  dropBudget,
  readBudgetHistory,
  readBudgetCourse,
  listBudgetComments,
  addBudgetComment,
  dropBudgetComment,
  listAlerts,
  readAlert,
  takeAction,
  listOutbox,
  readOutbox,
  actOnMessage,
  listChannels,
  createChannel,
  editChannel,
  dropChannel,
  tryChannel,
  tryMail,
  readPreference,
  editPreference,
  listRecommendations,
  exportRecommendations,
  actOnRecommendations,
  listVerdicts,
  readRightsizingSettings,
  setRightsizingSettings,
  removeRightsizingSettings,
  listLooks,
  askForLook,
  readRecommendation,
  actOnRecommendation,
  readSavings,
  listSavings,
  exportSavings,
  readCommitments,
  describeApi,
];
