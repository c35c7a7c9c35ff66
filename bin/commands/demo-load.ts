import { demoWorkspace } from "../../lib/auth/workspaces";
import { loadDemo } from "../../lib/demo/load";
import { dayOf } from "../../lib/focus/period";
import type { Command } from "../command/command";

export const command: Command = {
  usage: "[--aws-export]",
  help: [
    "Loads the demo company, or brings it up to today. It lives in a workspace of its own (--workspace demo), so its",
    "money never mixes with yours.",
    "",
    "  --aws-export   with AWS's own export of the last two months: resources have charges, and advice is priced by what",
    "                 is paid for them instead of by the list",
  ],
  options: { "aws-export": { type: "boolean" } },
  run: async (input, { now, report }) => {
    await loadDemo(dayOf(now), report, { awsExport: input.has("aws-export") });
    const workspace = await demoWorkspace();
    return { lines: [`The demo company is loaded up to ${dayOf(now)}.`], json: { workspace: workspace?.slug ?? null } };
  },
};
