import { createToken, NewToken } from "../../lib/auth/tokens";
import { DomainError } from "../../lib/errors";
import { isDay } from "../../lib/focus/period";
import type { Command } from "../command/command";
import { required, requiredRole } from "../command/input";
import { rowsText, rowsTyped } from "../command/rows";
import { commandScope } from "../command/workspace";

const DAY_MS = 86_400_000;

export const command: Command = {
  usage: "--name NAME --role viewer|editor|admin [--only CONDITION] [--expires 2027-01-31|90d]",
  help: [
    "Makes a token for the HTTP API (Authorization: Bearer ...). It is shown once; only its hash is kept.",
    "",
    "  --name NAME        what it is for",
    "  --role ROLE        what it may do",
    "  --only CONDITION   it sees only charges such as tag.team:eq:payments; may be repeated, all of them count",
    "  --expires WHEN     the day it stops working, or in how many days (default: never)",
  ],
  options: {
    name: { type: "string" },
    role: { type: "string" },
    only: { type: "string", multiple: true },
    expires: { type: "string" },
  },
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const wanted = NewToken.parse({
      name: required(input, "name", '"nightly report"'),
      role: requiredRole(input),
      expiresAt: expiry(input.text("expires"), now),
      rows: rowsTyped(input),
    });
    const { token, id, name, role, expiresAt, rows } = await createToken(scope, wanted, now);
    const until = expiresAt ? ` until ${expiresAt.toISOString().slice(0, 10)}` : "";
    const lines = [
      token,
      `The token ${name} works as ${role}${until} and sees ${rowsText(wanted.rows ?? null)}. It is not shown again.`,
    ];
    return { lines, json: { id, name, role, rows, expiresAt, token } };
  },
};

function expiry(text: string | undefined, now: Date): Date | null {
  if (text === undefined) return null;
  const [, days] = /^(\d{1,5})d$/.exec(text) ?? [];
  if (days) return new Date(now.getTime() + Number(days) * DAY_MS);
  if (isDay(text)) return new Date(`${text}T00:00:00Z`);
  throw new DomainError("invalid", "--expires is a day such as 2027-01-31, or a number of days such as 90d.");
}
