import { z } from "zod";
import { alertList } from "../../lib/alerts/list";
import type { Command } from "../command/command";
import { tableLines } from "../command/table";
import { commandScope } from "../command/workspace";

const states = ["open", "acknowledged", "snoozed", "resolved", "retracted", "superseded"] as const;
const States = z.array(z.enum(states, `A state is one of ${states.join(", ")}.`));

export const command: Command = {
  usage: "[--state STATE]",
  help: [
    "Shows the alerts of budgets, the newest first.",
    "",
    `  --state STATE   ${states.join(", ")}; may be repeated (default: open)`,
  ],
  options: { state: { type: "string", multiple: true } },
  run: async (input, { now }) => {
    const asked = States.parse(input.texts("state"));
    const alerts = await alertList(await commandScope(input), now, { states: asked.length > 0 ? asked : ["open"] });
    if (alerts.length === 0) return { lines: ["There is no such alert."], json: { alerts } };
    const rows = alerts.map(({ id, budgetName, evidence, threshold, state, assignedTo, openedAt }) => [
      id,
      budgetName,
      evidence.period.name,
      threshold,
      state,
      assignedTo ?? "-",
      openedAt.slice(0, 16).replace("T", " "),
    ]);
    const headings = ["alert", "budget", "period", "threshold", "state", "assigned to", "opened (UTC)"];
    return { lines: tableLines(headings, rows), json: { alerts } };
  },
};
