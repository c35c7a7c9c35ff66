import { Email } from "../../lib/auth/email";
import { changeMember } from "../../lib/auth/members";
import { DomainError } from "../../lib/errors";
import type { Command } from "../command/command";
import { required } from "../command/input";
import { rowsText, rowsTyped } from "../command/rows";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "--email ADDRESS --only CONDITION | --all",
  help: [
    "Chooses which charges a person sees, on every page, in every export, over the API and in mails.",
    "It holds from their next request on.",
    "",
    "  --email ADDRESS    with which they sign in",
    "  --only CONDITION   such as tag.team:eq:payments or subAccount:in:111,222; may be repeated, all of them count",
    "  --all              everything",
  ],
  options: { email: { type: "string" }, only: { type: "string", multiple: true }, all: { type: "boolean" } },
  run: async (input) => {
    const email = Email.parse(required(input, "email", "ann@example.com"));
    const rows = rowsTyped(input);
    if ((rows === null) !== input.has("all")) {
      throw new DomainError("invalid", "Say either --only with a condition, or --all.");
    }
    const member = await changeMember(await commandScope(input), email, { rows });
    return {
      lines: [`${member.email} sees ${rowsText(member.rows)}.`],
      json: { email: member.email, role: member.role, rows: member.rows },
    };
  },
};
