import type { AdviceRow } from "../../lib/rightsizing/list/advice-list";
import { AdviceFilter } from "../../lib/rightsizing/list/filter";
import type { SavingsOverview } from "../../lib/rightsizing/list/overview";
import { stateLabels } from "../../lib/rightsizing/words";
import type { Command, Input } from "./command";
import { tableLines } from "./table";

const several = [
  "state",
  "action",
  "verdict",
  "kind",
  "source",
  "account",
  "service",
  "region",
  "team",
  "owner",
  "resource",
] as const;

export const filterOptions: NonNullable<Command["options"]> = {
  ...Object.fromEntries(several.map((name) => [name, { type: "string", multiple: true } as const])),
  tag: { type: "string" },
  text: { type: "string" },
  best: { type: "boolean" },
};

export const filterHelp = [
  "  --state S          open, in_progress, done, dismissed, snoozed, expired, verified or failed",
  "  --action, --verdict, --kind, --source, --account, --service, --region, --team, --owner, --resource",
  "                     each may be repeated; all that is given must hold",
  "  --tag KEY=VALUE    resources with this tag",
  "  --text WORDS       in the title, the resource or the account",
  "  --best             without advice that better advice on the same resource takes the place of",
];

export function filterFrom(input: Input): AdviceFilter {
  const lists = several.flatMap((name) => (input.texts(name).length > 0 ? [[name, input.texts(name)]] : []));
  const texts = (["tag", "text"] as const).flatMap((name) => (input.text(name) ? [[name, input.text(name)]] : []));
  return AdviceFilter.parse({
    ...Object.fromEntries([...lists, ...texts]),
    ...(input.has("best") && { best: "true" }),
  });
}

export function adviceLines(rows: AdviceRow[]): string[] {
  if (rows.length === 0) return ["There is no recommendation like this. outlay recommend run looks anew."];
  const cells = rows.map(({ id, title, saving, counted, currency, risk, state, owner, source }) => [
    id.slice(0, 8),
    title.length > 60 ? `${title.slice(0, 59)}…` : title,
    cents(saving),
    cents(counted),
    currency,
    String(risk),
    stateLabels[state],
    owner ?? "-",
    source,
  ]);
  return tableLines(["id", "recommendation", ">saving/month", ">counts", "", ">risk", "state", "owner", "says"], cells);
}

export function totalLines({ potential, inProgress, unconfirmed, awaited, realised }: SavingsOverview): string[] {
  const rows = [
    ["could be saved", potential],
    ["in progress", inProgress],
    ["of both, not confirmed by the last look", unconfirmed],
    ["done, not measured yet", awaited],
    ["seen on the bill", realised],
  ] as const;
  return rows.flatMap(([name, sums]) =>
    sums.map(({ amount, currency, count }) => `${name}: ${cents(amount)} ${currency} a month (${count})`),
  );
}

/** Two places, rounded in decimal. */
function cents(amount: string): string {
  return new Intl.NumberFormat("en-US", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    useGrouping: false,
  }).format(amount as Intl.StringNumericLiteral);
}
