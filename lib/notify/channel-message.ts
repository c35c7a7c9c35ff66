import type { BudgetMail } from "./budget-mail";
import type { AlertDue } from "./due";

/** The same content as the mail, for Slack, Teams and webhooks. */
export type ChannelMessage = {
  id: string;
  mail: BudgetMail;
  evidence: AlertDue["payload"];
  actions: { label: string; url: string }[];
};
