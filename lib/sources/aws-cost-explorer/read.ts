import { addMonths, type Day, dayOf, monthOf, type Period } from "../../focus/period";
import { accountOfRole } from "../aws/access";
import type { Memory, Reading, SourceSlice } from "../source";
import { type Answer, answerTo } from "./answer";
import { type AwsClients, awsClients } from "./client";
import { type Ask, readEstate } from "./estate";
import { slicesOf } from "./months";
import { refusalOf } from "./refusals";
import type { Settings } from "./settings";

/** Reads everything first and gives it afterwards: an answer that fails half-way changes nothing. */
export async function* readCosts(
  settings: Settings,
  asked: Period,
  reading: Reading,
): AsyncGenerator<SourceSlice, { memory: Memory }> {
  const clients = awsClients(settings, reading);
  try {
    const questions = questioner(clients, reading);
    const { period, totals } = await totalsOf(asked, questions);
    const account = await billingAccount(settings, clients, reading);
    const ask: Ask = (question) => questions.ask({ ...question, period });
    const estate = await readEstate(ask, questions.plan, totals, settings.detail);
    if (period.from > asked.from) estate.notes.push(`AWS keeps nothing from before ${period.from} for this account.`);
    const today = dayOf(reading.now);
    let openFrom: Day | null = null;
    for (const slice of slicesOf(period, totals, estate, { account, names: questions.names }, today)) {
      if (!slice.final) openFrom ??= slice.period.from;
      yield slice;
    }
    return { memory: { ...reading.memory, billingAccountId: account, openFrom: openFrom ?? monthOf(today).from } };
  } catch (error) {
    throw refusalOf(error, "ce:GetCostAndUsage");
  } finally {
    clients.close();
  }
}

type Questions = ReturnType<typeof questioner>;

/** Asks one after the other and says how far it is. */
function questioner({ costs }: AwsClients, { progress, signal }: Reading) {
  const names = new Map<string, string>();
  let asked = 0;
  let planned = 2;
  return {
    names,
    plan: (more: number) => {
      planned += more;
    },
    ask: async (question: Parameters<Ask>[0] & { period: Period }): Promise<Answer> => {
      const onPage = (page: number) =>
        progress({
          step: "read",
          done: asked,
          total: planned,
          text: page === 1 ? question.text : `${question.text}, page ${page}`,
        });
      const answer = await answerTo(question, { costs, signal, onPage });
      for (const [id, name] of answer.names) names.set(id, name);
      asked++;
      return answer;
    },
  };
}

/** The ungrouped totals; where the account's history is shorter than asked for, of what there is. */
async function totalsOf(asked: Period, questions: Questions): Promise<{ period: Period; totals: Answer }> {
  for (let period = asked; ; period = { ...period, from: addMonths(monthOf(period.from).from, 1) }) {
    try {
      return { period, totals: await questions.ask({ period, by: [], text: "AWS's own total of each day" }) };
    } catch (error) {
      const isLastMonth = addMonths(monthOf(period.from).from, 1) >= period.to;
      if (isLastMonth || !(error instanceof Error) || error.name !== "BillExpirationException") throw error;
    }
  }
}

/** Never changes once it is known: every slice in the ledger is filed under it. */
async function billingAccount(settings: Settings, clients: AwsClients, reading: Reading): Promise<string> {
  const { billingAccountId: remembered } = reading.memory;
  if (typeof remembered === "string") return remembered;
  const roleAccount = settings.auth === "role" ? accountOfRole(settings.roleArn) : null;
  return settings.billingAccountId ?? roleAccount ?? (await clients.callerAccount()) ?? reading.fallbackAccountId;
}
