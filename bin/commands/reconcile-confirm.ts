import { DomainError } from "../../lib/errors";
import { confirmPairs } from "../../lib/ledger/reconciliation/confirm";
import { sourceCalled } from "../../lib/ledger/source-one";
import type { Command } from "../command/command";
import { required } from "../command/input";
import { monthTyped } from "../command/month";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "--source NAME --month YYYY-MM [--take-back]",
  help: [
    "Says that a month whose charges are all there twice is right: some providers bill in equal pairs. It holds for that",
    "source and period, also for later imports.",
    "",
    "  --source NAME     the source it was imported to",
    "  --month YYYY-MM   the month its billing period begins in",
    "  --take-back       it is not right after all",
  ],
  options: { source: { type: "string" }, month: { type: "string" }, "take-back": { type: "boolean" } },
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const { id: sourceId, name } = await sourceCalled(scope, required(input, "source", "Reseller"));
    const month = monthTyped(input, "month");
    if (month === null) throw new DomainError("invalid", "Say which month: --month 2026-11.");
    const isRight = !input.has("take-back");
    await confirmPairs(scope, { sourceId, month, isRight }, now);
    const said = isRight ? "Equal pairs are right" : "It is taken back that equal pairs are right";
    return { lines: [`${said} in ${month.slice(0, 7)} of ${name}.`], json: { source: name, month, isRight } };
  },
};
