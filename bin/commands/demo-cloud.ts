import { once } from "node:events";
import { z } from "zod";
import { accountSets, type MonthTotal, serveCloud } from "../../lib/demo/serve";
import { dayOf, isDay } from "../../lib/focus/period";
import type { Command, Input } from "../command/command";
import { count, tableLines } from "../command/table";

const Options = z.object({
  port: z.coerce.number("--port takes a number.").int().min(0).max(65_535).default(0),
  accountSet: z.enum(accountSets, `--account-set is one of ${accountSets.join(", ")}.`).default("all"),
  today: z.string().refine(isDay, "--today takes a day, such as 2026-11-22.").optional(),
});

export const command: Command = {
  usage: "[--port N] [--account-set all|small] [--today DAY]",
  help: [
    "Runs the demo company's AWS alone, on loopback, until Ctrl-C: for trying the Cost Explorer connector without AWS.",
    "It prints where it listens and what each month costs there, which is what a sync must arrive at.",
    "",
    "  --port N            where to listen (default: any free port)",
    "  --account-set SET   all of the organisation, or a small part of it (default all)",
    "  --today DAY         the day the cloud believes it is (default: today)",
  ],
  options: { port: { type: "string" }, "account-set": { type: "string" }, today: { type: "string" } },
  withoutDatabase: true,
  run: async (input, { now }) => {
    const { port, accountSet, today = dayOf(now) } = optionsOf(input);
    const cloud = await serveCloud(today, { port, accountSet });
    const { url, totals } = cloud;
    const lines = input.has("json") ? [JSON.stringify({ url, today, totals })] : introduction(url, totals);
    process.stdout.write(`${lines.join("\n")}\n`);
    await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
    await cloud.stop();
    const [requests, charged] = [cloud.requests(), cloud.charged()];
    const dollars = (charged / 100).toFixed(2);
    return {
      lines: ["", `Answered ${count(requests, "request")}; AWS would have charged $${dollars}.`],
      json: { requests, charged, dollars },
    };
  },
};

function optionsOf(input: Input): z.output<typeof Options> {
  return Options.parse({
    port: input.text("port"),
    accountSet: input.text("account-set"),
    today: input.text("today"),
  });
}

function introduction(url: string, totals: MonthTotal[]): string[] {
  const cells = totals.map(({ month, billed, effective, charges }) => [
    month.slice(0, 7),
    billed,
    effective,
    String(charges),
  ]);
  return [
    ...tableLines(["month", ">billed USD", ">effective USD", ">charges"], cells),
    "",
    "Ctrl-C stops it. To read it, start Outlay with:",
    "",
    `  AWS_ENDPOINT_URL_COST_EXPLORER=${url}`,
    `  AWS_ENDPOINT_URL_STS=${url}`,
    "  AWS_ACCESS_KEY_ID=AKIASIMULATED AWS_SECRET_ACCESS_KEY=simulated",
  ];
}
