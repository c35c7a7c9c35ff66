import { randomBytes } from "node:crypto";
import { createUser, NewUser } from "../../lib/auth/users";
import type { Command, Input } from "../command/command";
import { required, requiredRole } from "../command/input";
import { rowsText, rowsTyped } from "../command/rows";
import { standardInput } from "../command/standard-input";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "--email ADDRESS --role viewer|editor|admin [--name NAME] [--only CONDITION] [--password-stdin]",
  help: [
    "Adds a person who signs in with a password. Without --password-stdin a password is made and shown once.",
    "",
    "  --email ADDRESS    with which they sign in",
    "  --role ROLE        viewer (looks), editor (imports and plans) or admin (connects and lets in)",
    "  --only CONDITION   they see only charges such as tag.team:eq:payments; may be repeated, all of them count",
    "  --name NAME        how Outlay calls them (default: the e-mail's first part)",
    "  --password-stdin   read the password from standard input",
  ],
  options: {
    email: { type: "string" },
    role: { type: "string" },
    only: { type: "string", multiple: true },
    name: { type: "string" },
    "password-stdin": { type: "boolean" },
  },
  run: async (input) => {
    const email = required(input, "email", "ann@example.com");
    const given = await givenPassword(input);
    const password = given ?? randomBytes(15).toString("base64url");
    const name = input.text("name") ?? email.split("@")[0];
    const person = NewUser.parse({
      account: { name, email, password },
      role: requiredRole(input),
      rows: rowsTyped(input),
    });
    const user = await createUser(await commandScope(input), person);
    const shown = given === null ? { password } : {};
    const lines = [`${user.email} can sign in as ${person.role} and sees ${rowsText(person.rows ?? null)}.`];
    if (given === null) lines.push(`Password (shown only now): ${password}`);
    return { lines, json: { ...user, role: person.role, rows: person.rows ?? null, ...shown } };
  },
};

/** The line break that a shell adds is not part of the password. */
async function givenPassword(input: Input): Promise<string | null> {
  if (!input.has("password-stdin")) return null;
  return (await standardInput()).replace(/\r?\n$/, "");
}
