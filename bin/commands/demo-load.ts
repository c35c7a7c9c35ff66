import { demoWorkspace } from "../../lib/auth/workspaces";
import { loadDemo } from "../../lib/demo/load";
import { dayOf } from "../../lib/focus/period";
import type { Command } from "../command/command";

export const command: Command = {
  usage: "",
  help: [
    "Loads the demo company, or brings it up to today. It lives in a workspace of its own (--workspace demo), so its",
    "money never mixes with yours.",
  ],
  run: async (_input, { now, report }) => {
    await loadDemo(dayOf(now), report);
    const workspace = await demoWorkspace();
    return { lines: [`The demo company is loaded up to ${dayOf(now)}.`], json: { workspace: workspace?.slug ?? null } };
  },
};
