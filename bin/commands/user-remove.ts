import { Email } from "../../lib/auth/email";
import { removeMember } from "../../lib/auth/members";
import type { Command } from "../command/command";
import { required } from "../command/input";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "--email ADDRESS",
  help: ["Takes a person's access away and signs them out everywhere. What they wrote stays."],
  options: { email: { type: "string" } },
  run: async (input, { now }) => {
    const email = Email.parse(required(input, "email", "ann@example.com"));
    await removeMember(await commandScope(input), email, now);
    return { lines: [`${email} has no access any more.`], json: { email } };
  },
};
