import type { AlertEvidence, Correction } from "../alerts/evidence";
import type { MailKind } from "./budget-mail";
import type { Voice } from "./voice";

/** What an alert has to tell one recipient. */
export type AlertDue = {
  id: string;
  message: MailKind;
  alertId: string;
  budgetId: string;
  payload: AlertEvidence & { correction?: Correction };
};

/** What Outlay has to tell its admins about itself, or `because` of something else, another person. */
export type Notice = {
  subject: string;
  sentence: string;
  lines: string[];
  link: { label: string; path: string };
  because?: string;
};

export type NoticeDue = { id: string; message: "notice"; alertId: null; budgetId: null; payload: Notice };

export type Due = AlertDue | NoticeDue;

/** One mail that this process has taken on: everything that waits for its reader, or what an earlier try carried. */
export type Batch = {
  workspaceId: string;
  recipient: string;
  /** Without angle brackets: the same at every try. */
  messageId: string;
  dues: [Due, ...Due[]];
  attempts: number;
  /** Seconds since it was first tried. */
  triedFor: number;
  voice: Voice;
};

export const isAlertDue = (due: Due): due is AlertDue => due.message !== "notice";
