import { memberList } from "../../lib/auth/members";
import type { Command } from "../command/command";
import { rowsText } from "../command/rows";
import { tableLines } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "",
  help: ["Shows who has access, as what, and which charges they see."],
  run: async (input) => {
    const members = await memberList(await commandScope(input));
    const rows = members.map(({ email, role, rows: own }) => [email, role, rowsText(own)]);
    const lines = members.length === 0 ? ["Nobody has access yet."] : tableLines(["Address", "Role", "Sees"], rows);
    return { lines, json: { members } };
  },
};
