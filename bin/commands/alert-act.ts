import { AlertAction, actOnAlert } from "../../lib/alerts/act";
import { alertById } from "../../lib/alerts/list";
import type { Command, Input } from "../command/command";
import { required } from "../command/input";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<id> acknowledge|assign|snooze|resolve|comment [--to ADDRESS] [--days N] [--comment TEXT]",
  help: [
    "Does something about an alert.",
    "",
    "  acknowledge       somebody works on it",
    "  assign            with --to ADDRESS",
    "  snooze            for --days N (default 7, at most 90)",
    "  resolve           it is settled",
    "  comment           with --comment TEXT, which the others take too",
  ],
  options: { to: { type: "string" }, days: { type: "string" }, comment: { type: "string" } },
  words: { least: 2, most: 2 },
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const [id = "", action = ""] = input.words;
    await alertById(scope, id, now);
    await actOnAlert(scope, id, AlertAction.parse(asked(input, action)), now);
    const alert = await alertById(scope, id, now);
    return { lines: [`The alert of ${alert.budgetName} is ${alert.state}.`], json: alert };
  },
};

function asked(input: Input, action: string): unknown {
  const comment = input.text("comment");
  const said = comment === undefined ? {} : { comment };
  if (action === "assign") return { action, to: required(input, "to", "ada@example.com"), ...said };
  const days = input.text("days");
  if (action === "snooze") return { action, ...(days !== undefined && { days: Number(days) }), ...said };
  return { action, ...said };
}
