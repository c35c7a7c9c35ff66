import type { AlertEvidence } from "../alerts/evidence";
import type { BudgetMail } from "./budget-mail";

/** The same content as the mail, for Slack, Teams and webhooks. */
export type ChannelMessage = {
  id: string;
  mail: BudgetMail;
  evidence: AlertEvidence;
  actions: { label: string; url: string }[];
};
