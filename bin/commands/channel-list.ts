import { channelList } from "../../lib/notify/channel";
import type { Command } from "../command/command";
import { tableLines } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "",
  help: ["Shows the channels that are told of alerts, and how they stand."],
  run: async (input) => {
    const channels = await channelList(await commandScope(input));
    const rows = channels.map(({ name, kind, host, budgetIds, lastSentAt, trouble }) => [
      name,
      kind,
      host,
      budgetIds.length === 0 ? "all" : String(budgetIds.length),
      lastSentAt?.slice(0, 16).replace("T", " ") ?? "-",
      trouble ?? "",
    ]);
    const headings = ["channel", "kind", "host", ">budgets", "last sent (UTC)", "trouble"];
    const lines =
      channels.length > 0 ? tableLines(headings, rows) : ["There is no channel: add one with outlay channel add."];
    return { lines, json: { channels } };
  },
};
