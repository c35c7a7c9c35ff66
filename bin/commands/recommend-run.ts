import type { lookAtDemo } from "../../lib/demo/load-advice";
import { dayOf } from "../../lib/focus/period";
import { savingsOverview } from "../../lib/rightsizing/list/overview";
import type { Reached } from "../../lib/rightsizing/run/look-job";
import { lookInProcess } from "../../lib/rightsizing/run/look-process";
import type { Problem } from "../../lib/rightsizing/run/readers";
import { totalLines } from "../command/advice";
import type { Command } from "../command/command";
import { count } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "[--ledger-only]",
  help: [
    "Looks for what could cost less now; the worker does so by itself. What was found before keeps its state and owner.",
    "",
    "  --ledger-only      ask no provider, even where the settings say so",
  ],
  options: { "ledger-only": { type: "boolean" } },
  run: async (input, { now, report }) => {
    const scope = await commandScope(input);
    const told = ({ resources, requests }: Reached) =>
      report({ step: "look", text: `${count(resources, "resource")} judged, ${count(requests, "request")}` });
    const asks = !input.has("ledger-only");
    const outcome =
      asks && scope.workspaceKind === "demo"
        ? await demoLook(scope, { today: dayOf(now), signal: new AbortController().signal, told })
        : await lookInProcess(scope, { asks, now, told });
    const { resources, found, verified, requests, requestCost, problems, isResumed } = outcome;
    const asked = requests === 0 ? "no provider asked" : `${count(requests, "request")}, for $${requestCost}`;
    const lines = [
      ...(isResumed ? ["An interrupted look was gone on with."] : []),
      `${count(resources, "resource")} looked at, ${count(found, "recommendation")} found, ${count(verified, "saving")} measured; ${asked}.`,
      ...problemLines(problems),
      ...totalLines(await savingsOverview(scope)),
    ];
    return { lines, json: outcome };
  },
};

/**
 * The demo's cloud listens only while it is asked. With the clients of AWS it takes a hundred megabytes, which a command
 * that waits for its look does without.
 */
async function demoLook(...asked: Parameters<typeof lookAtDemo>): ReturnType<typeof lookAtDemo> {
  const demo = await import("../../lib/demo/load-advice");
  return await demo.lookAtDemo(...asked);
}

const SHOWN = 2;

/** What has the same step to take stands together, and the step beneath it once. */
function problemLines(problems: Problem[]): string[] {
  const groups = new Map<string, Problem[]>();
  for (const each of problems) {
    const key = `${each.where.split(",")[0]} ${each.advice ?? each.message}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((alike) => {
    const more = alike.length - SHOWN;
    const step = alike[0]?.advice;
    return [
      ...alike.slice(0, SHOWN).map(({ where, message }) => `${where}: ${message}`),
      ...(more > 0 ? [`  and ${more} more like this`] : []),
      ...(step ? [`  ${step}`] : []),
    ];
  });
}
