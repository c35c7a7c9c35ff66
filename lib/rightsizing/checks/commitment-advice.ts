import type { Scope } from "../../auth/scope";
import { moneyText } from "../../budgets/money-text";
import { Money } from "../../focus/money";
import type { Proposal } from "../advice/proposal";
import { purchaseSteps } from "../advice/provider-steps";
import { commitments, type PurchaseWhatIf, type ShownCommitment } from "../commitments/commitments";
import { ledgerProposal } from "./ledger-proposal";

const WELL_USED = 0.9;
const SOON_DAYS = 60;
const LEAST = 10;

/** Commitments that are not used or end soon, and on-demand usage that one would cover. */
export async function commitmentAdvice(scope: Scope, now: Date): Promise<Proposal[]> {
  const { held, whatIf } = await commitments(scope, now, { asIs: true, isWaitedFor: false });
  return [
    ...held.filter(isIdle).map(idle),
    ...held.filter(({ daysLeft }) => daysLeft !== null && daysLeft >= 0 && daysLeft <= SOON_DAYS).map(ending),
    ...whatIf.flatMap(purchase),
  ];
}

function isIdle({ utilisation, unused }: ShownCommitment): boolean {
  return utilisation !== null && utilisation < WELL_USED && new Money(unused).gte(LEAST);
}

const percent = (share: number | null) => `${Math.round(100 * (share ?? 0))} %`;
const nameOf = ({ name, id }: ShownCommitment) => name ?? id;

function idle(each: ShownCommitment): Proposal {
  const unused = new Money(each.unused);
  return ledgerProposal({
    kind: "held commitment",
    action: "review",
    verdict: "commitment_idle",
    place: { provider: each.provider, resourceId: each.id, resourceName: each.name, resourceType: each.type },
    title: `Use ${nameOf(each)}: ${percent(each.utilisation)} of it is used`,
    current: `${moneyText(unused, each.currency)} a month is paid for nothing`,
    target: "Usage that it covers, or sold where the provider allows it",
    currency: each.currency,
    now: unused,
    reason: "Less than nine tenths of what was promised is used.",
    how: [
      `Of the last 30 days ${moneyText(new Money(each.used), each.currency)} was used and ${moneyText(unused, each.currency)} was not.`,
      "What is promised is paid until the end whatever is done, so nothing is counted as a saving.",
    ],
    confidence: "high",
  });
}

function ending(each: ShownCommitment): Proposal {
  const used = new Money(each.used);
  return ledgerProposal({
    kind: "held commitment",
    action: "review",
    verdict: "commitment_ends",
    place: {
      provider: each.provider,
      resourceId: `end of ${each.id}`,
      resourceName: each.name,
      resourceType: each.type,
    },
    title: `Decide about ${nameOf(each)}: it ends on ${each.ends}`,
    current: `${moneyText(used, each.currency)} of usage a month is covered`,
    target: "Renewed, resized or left to end",
    currency: each.currency,
    now: used,
    reason: `It ends in ${each.daysLeft} days; from then on its usage is on demand.`,
    how: ["Look at its utilisation and at what usage there will be before buying the same again."],
    confidence: "medium",
  });
}

/** The default is one year without anything upfront: it binds the shortest and costs nothing if plans change before. */
function purchase(use: PurchaseWhatIf): Proposal[] {
  const option = use.options.find(({ term, payment }) => term === 1 && payment === "no upfront");
  if (!option || option.scenarios[0].saving < LEAST) return [];
  const [today, lessByFifth, lessByTwo] = option.scenarios;
  const money = (amount: number) => moneyText(new Money(amount.toFixed(2)), use.currency);
  const onDemand = new Money(use.onDemand);
  const proposal = ledgerProposal({
    kind: "commitment",
    action: "buy_commitment",
    verdict: "not_covered",
    place: {
      provider: use.provider,
      billingAccount: use.billingAccount,
      resourceId: `compute of ${use.billingAccount}`,
      resourceName: "Compute usage",
    },
    title: `Commit to ${money(option.hourlyCommitment)} an hour of ${computeOf(use)} for a year`,
    steps: purchaseSteps(use.provider),
    buys: { service: "instance", region: null, family: null, type: null, engine: null },
    current: `${moneyText(onDemand, use.currency)} a month on demand`,
    target: `${money(option.hourlyCommitment)} an hour for one year, no upfront`,
    currency: use.currency,
    now: onDemand,
    saving: new Money(today.saving.toFixed(2)),
    reason: "Much compute runs on demand the whole month, and a commitment would cover it for less.",
    how: [
      `Sized for a fifth less usage than now. It saves ${money(today.saving)} a month as usage is, ${money(lessByFifth.saving)} with 20 % less and ${money(lessByTwo.saving)} with 40 % less.`,
      `It costs as much as no commitment at ${percent(option.breakEvenUsage)} of today's usage.`,
      originSentence[use.discountOrigin](option.discount),
      `Usage is taken by the ${use.grain}${use.grain === "day" ? ", as if each day's were spread evenly" : ""}. In the total it counts for what better-sized instances leave of it.`,
    ],
    confidence: use.discountOrigin === "assumption" ? "low" : "medium",
  });
  return [proposal];
}

const computeOf = ({ provider }: PurchaseWhatIf) => (provider ? `${provider} compute` : "compute");

const originSentence: Record<PurchaseWhatIf["discountOrigin"], (discount: number) => string> = {
  ledger: (discount) =>
    `The discount of ${percent(discount)} is what covered usage already costs less than its list price on the bill.`,
  assumption: (discount) =>
    `The discount of ${percent(discount)} is an assumption, not a quote: enter the one you are offered.`,
  entered: (discount) => `The discount of ${percent(discount)} was entered.`,
};
