import { clearDemo } from "../../lib/demo/load";
import type { Command } from "../command/command";

export const command: Command = {
  usage: "",
  help: ["Removes the demo company and all of its data. Your own data is not touched."],
  run: async () => {
    const removed = await clearDemo();
    return { lines: [removed ? "The demo company is removed." : "There was no demo company."], json: { removed } };
  },
};
