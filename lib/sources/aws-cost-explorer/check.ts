import { addDays, dayOf } from "../../focus/period";
import { unguarded } from "../aws/trust-policy";
import { SourceRefusal } from "../refusal";
import type { CheckOutcome, Reading } from "../source";
import { answerTo } from "./answer";
import { awsClients } from "./client";
import { refusalOf } from "./refusals";
import type { Settings } from "./settings";

/** One request for one day: it proves credentials, permission and that Cost Explorer is switched on. */
export async function checkAccess(settings: Settings, reading: Reading): Promise<CheckOutcome> {
  const clients = awsClients(settings, reading);
  const today = dayOf(reading.now);
  try {
    const question = { period: { from: today, to: addDays(today, 1) }, by: [], text: "Check" };
    await answerTo(question, { costs: clients.costs, signal: reading.signal, onPage: () => {} });
    if (settings.auth === "role" && (await clients.isRoleUnguarded())) return unguarded;
    const account = await clients.callerAccount();
    const whose = account ? ` for account ${account}` : "";
    return { ok: true, message: `Cost Explorer answers${whose}. The check took one request ($0.01).` };
  } catch (error) {
    const refusal = refusalOf(error, "ce:GetCostAndUsage");
    if (!(refusal instanceof SourceRefusal)) throw refusal;
    return { ok: false, message: refusal.message, advice: refusal.advice };
  } finally {
    clients.close();
  }
}
