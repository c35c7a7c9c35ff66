import { DomainError } from "../../lib/errors";
import { AdviceAction } from "../../lib/rightsizing/life/action";
import { actOnChosen } from "../../lib/rightsizing/life/bulk";
import { filterFrom, filterHelp, filterOptions } from "../command/advice";
import { adviceId } from "../command/advice-id";
import type { Command, Input } from "../command/command";
import { required } from "../command/input";
import { count } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<start|assign|done|dismiss|snooze|reopen|ticket|comment> [id...] [options]",
  help: [
    "Does something about the recommendations that are named, or that a filter finds.",
    "",
    "  --to ADDRESS       who does it (start, assign)",
    "  --due DAY          until when (start, assign)",
    "  --on DAY           when it was done (done); today if left out",
    "  --replaced-by ID   the resource that took its place (done)",
    "  --reason TEXT      why not (dismiss)",
    "  --until DAY        open again then (dismiss, snooze)",
    "  --days N           how long it sleeps (snooze); 30 if left out",
    "  --link URL         of the ticket (ticket)",
    "  --comment TEXT     what to say",
    "",
    ...filterHelp,
  ],
  words: { least: 1, most: 1000 },
  options: {
    ...filterOptions,
    to: { type: "string" },
    due: { type: "string" },
    on: { type: "string" },
    "replaced-by": { type: "string" },
    reason: { type: "string" },
    until: { type: "string" },
    days: { type: "string" },
    link: { type: "string" },
    comment: { type: "string" },
  },
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const [action = "", ...starts] = input.words;
    const asked = askedOf(action, input);
    const ids: string[] = [];
    for (const start of starts) ids.push(await adviceId(scope, start));
    const filter = filterFrom(input);
    const outcome = await actOnChosen(scope, { ids: ids.length > 0 ? ids : undefined, filter, input: asked }, now);
    const lines = [
      `${count(outcome.changed, "recommendation")} changed.`,
      ...outcome.refused.map(({ id, reason }) => `${id.slice(0, 8)}: ${reason}`),
    ];
    return { lines, json: outcome, ...(outcome.changed === 0 && { exitCode: 1 }) };
  },
};

const fields: Record<string, string> = {
  to: "owner",
  due: "dueOn",
  on: "on",
  "replaced-by": "replacedBy",
  reason: "reason",
  until: "until",
  link: "link",
  comment: "comment",
};

/** What an action cannot do without, and an example. */
const needed: Partial<Record<AdviceAction["action"], [option: string, example: string]>> = {
  assign: ["to", "ada@example.com"],
  dismiss: ["reason", '"Kept for the audit."'],
  ticket: ["link", "https://tickets.example.com/7"],
  comment: ["comment", '"With the next release."'],
};

function askedOf(name: string, input: Input): AdviceAction {
  const actions = AdviceAction.options.map(({ shape }) => shape.action.value);
  const action = actions.find((known) => known === name);
  if (!action) throw new DomainError("invalid", `"${name}" is none of ${actions.join(", ")}.`);
  const need = needed[action];
  if (need) required(input, ...need);
  return AdviceAction.parse(given(action, input));
}

function given(action: string, input: Input): Record<string, unknown> {
  const texts = Object.entries(fields).flatMap(([option, name]) => {
    const text = input.text(option);
    return text === undefined ? [] : [[name, text]];
  });
  const days = input.text("days");
  return { action, ...Object.fromEntries(texts), ...(days !== undefined && { days: Number(days) }) };
}
