import type { Commitments, PurchaseWhatIf, ShownCommitment } from "../../lib/rightsizing/commitments/commitments";
import { commitments } from "../../lib/rightsizing/commitments/commitments";
import { OwnDiscount } from "../../lib/rightsizing/commitments/discounts";
import { ourUse } from "../../lib/rightsizing/commitments/our-use";
import type { Scenario } from "../../lib/rightsizing/commitments/what-if";
import type { Command } from "../command/command";
import { tableLines } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "[--discount 0.27] [--as-is]",
  help: [
    "Shows how commitments are used and when they end, what AWS itself said of that in the last look that asked it, and",
    "what buying would do at the usage of the last thirty complete days: for one and three years and each way to pay, with",
    "the usage at which it breaks even, and with 20 % and 40 % less usage. One year without upfront is the one suggested;",
    "nothing is ever bought.",
    "",
    "  --discount SHARE   what you were offered for one year without upfront: 0.27 is 27 % off the on-demand price",
    "  --as-is            reckon with machines as they are, not as better-sized ones would need",
  ],
  options: { discount: { type: "string" }, "as-is": { type: "boolean" } },
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const text = input.text("discount");
    const own = text === undefined ? undefined : OwnDiscount.parse(text);
    const shown = await commitments(scope, now, { own, asIs: input.has("as-is") });
    if (shown.period === null) return { lines: ["There are no charges yet."], json: shown };
    const lines = [...heldLines(shown.held), ...providerLines(shown), ...shown.whatIf.flatMap(purchaseLines)];
    return { lines, json: shown };
  },
};

function heldLines(held: ShownCommitment[]): string[] {
  if (held.length === 0) return ["The bill shows no commitment."];
  const rows = held.map(({ id, name, used, unused, utilisation, ends, currency }) => [
    name ?? id,
    utilisation === null ? "?" : percent(utilisation),
    whole(Number(used)),
    whole(Number(unused)),
    currency,
    ends ?? "?",
  ]);
  return tableLines(["commitment", ">used", ">used cost", ">unused cost", "", "ends"], rows);
}

/** AWS's own figures, each kind beside what the bill shows of it. */
function providerLines({ provider, held }: Commitments): string[] {
  if (provider === null) return ["", "AWS was not asked how commitments are used."];
  const rows = provider.uses.map((use) => {
    const ours = ourUse(held, use);
    return [
      use.commitment,
      share(use.utilisation),
      ours?.utilisation == null ? "?" : percent(ours.utilisation),
      amount(use.unused),
      amount(ours?.unused ?? null),
      use.currency,
      share(use.coverage),
    ];
  });
  const headings = ["as AWS says", ">used", ">on the bill", ">unused cost", ">on the bill", "", ">covers"];
  return [
    "",
    ...(rows.length > 0 ? tableLines(headings, rows) : []),
    ...provider.problems.map(({ commitment, message, step }) => `${commitment}: ${message} ${step}`),
  ];
}

const share = (told: string | null) => (told === null ? "?" : percent(Number(told) / 100));
const amount = (told: string | null) => (told === null ? "?" : whole(Number(told)));

function purchaseLines({ provider, billingAccount, currency, onDemand, grain, options }: PurchaseWhatIf): string[] {
  const what = `${provider ?? ""} ${billingAccount}: ${whole(Number(onDemand))} ${currency} of compute on demand in thirty days`;
  const rows = options.map((option) => [
    `${option.term === 1 ? "1 year" : "3 years"}, ${option.payment}`,
    percent(option.discount),
    option.hourlyCommitment.toFixed(3),
    whole(option.upfront),
    ...option.scenarios.map(saving),
    option.breakEvenUsage === null ? "never" : percent(option.breakEvenUsage),
    option.breakEvenMonths === null ? "never" : option.breakEvenMonths.toFixed(1),
  ]);
  const headings = ["purchase", ">off", ">an hour", ">upfront", ">saves/month", ">at -20 %", ">at -40 %"];
  return [
    "",
    grain === "day" ? `${what}; the bill has days only, so each counts as spread evenly.` : `${what}.`,
    ...tableLines([...headings, ">even at usage", ">months"], rows),
  ];
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
const whole = (amount: number) => amount.toFixed(0);
const saving = (scenario: Scenario): string => whole(scenario.saving);
