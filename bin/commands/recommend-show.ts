import { type AdviceCard, adviceCard } from "../../lib/rightsizing/list/card";
import { actionLabels, stateLabels, verdictLabels } from "../../lib/rightsizing/words";
import { adviceId } from "../command/advice-id";
import type { Command } from "../command/command";
import { tableLines } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<id>",
  help: ["Shows one recommendation: what it saves and why, how to do it, and what happened to it."],
  words: { least: 1, most: 1 },
  run: async (input) => {
    const scope = await commandScope(input);
    const card = await adviceCard(scope, await adviceId(scope, input.words[0] ?? ""));
    return { lines: cardLines(card), json: card };
  },
};

function cardLines(card: AdviceCard): string[] {
  const { evidence, currency } = card;
  return [
    card.title,
    `${verdictLabels[card.verdict]}: ${evidence.reason}`,
    `${actionLabels[card.action]}: ${card.current} -> ${card.target}`,
    `now ${card.now}, after ${card.after}, saves ${card.saving} ${currency} a month; ${card.counted} of it counts`,
    `risk ${card.risk} of 4, effort ${card.effort.replace("_", " ")}, confidence ${card.confidence}${card.restart ? ", restarts" : ""}`,
    ...(card.memoryMeasured === false ? ["Memory is not measured."] : []),
    `${stateLabels[card.state]}${card.owner ? `, ${card.owner}` : ""}${card.dueOn ? `, due ${card.dueOn}` : ""}`,
    ...unconfirmedLines(card),
    "",
    ...evidence.how,
    ...usageLines(card),
    ...stepLines(card),
    ...card.savings.map(({ basis, saving, monthly }) => `${basis.replace("_", " ")}: ${saving}, ${monthly} a month`),
    ...card.events.map(({ at, kind, actor, text }) => `${at} ${kind} by ${actor}${text ? `: ${text}` : ""}`),
  ];
}

function unconfirmedLines({ unconfirmed, lastSeenAt }: AdviceCard): string[] {
  if (!unconfirmed) return [];
  const { why, step } = unconfirmed;
  return [`Not confirmed since ${lastSeenAt.slice(0, 10)}: ${why}${step ? ` ${step}` : ""}`];
}

function usageLines({ evidence }: AdviceCard): string[] {
  if (evidence.measured.length === 0) return [];
  const number = (value: number | null) => (value === null ? "-" : value.toFixed(1));
  const rows = evidence.measured.map((each) => [
    each.metric,
    number(each.p50),
    number(each.p95),
    number(each.p995),
    number(each.max),
    number(each.targetCapacity ?? each.capacity),
    each.unit,
  ]);
  return ["", ...tableLines(["metric", ">p50", ">p95", ">p99.5", ">max", ">capacity", ""], rows), ""];
}

function stepLines({ evidence: { steps } }: AdviceCard): string[] {
  if (!steps) return [];
  return ["", ...steps.before, ...steps.cli, ...(steps.terraform ? [steps.terraform] : []), steps.console ?? "", ""];
}
