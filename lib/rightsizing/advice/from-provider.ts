import { Money, zero } from "../../focus/money";
import type { CommitmentPurchase, ProviderAdvice } from "../../sources/advice";
import type { LedgerResource } from "../ledger/bills";
import type { Action, Effort } from "../words";
import { boughtBy, nameOfPurchase, onDemandBefore } from "./bought";
import { ownerTag } from "./from-judged";
import { type Place, type Proposal, stableKey } from "./proposal";
import { providerSteps } from "./provider-steps";
import { serviceOfKind } from "./service-of-kind";
import { shortId, titleOf } from "./steps";

export const ourAction: Record<ProviderAdvice["action"], Action> = {
  Rightsize: "rightsize",
  Stop: "stop",
  Upgrade: "change_generation",
  PurchaseSavingsPlans: "buy_commitment",
  PurchaseReservedInstances: "buy_commitment",
  MigrateToGraviton: "migrate_to_graviton",
  Delete: "delete",
  ScaleIn: "scale_in",
};

const effortOf: Record<NonNullable<ProviderAdvice["effort"]>, Effort> = {
  VeryLow: "very_low",
  Low: "low",
  Medium: "medium",
  High: "high",
  VeryHigh: "high",
};

const kindOf: [RegExp, string][] = [
  [/Ec2Instance/i, "instance"],
  [/AutoScalingGroup/i, "auto-scaling group"],
  [/EbsVolume/i, "volume"],
  [/Rds/i, "database"],
  [/Lambda/i, "function"],
  [/Ecs/i, "service"],
  [/NatGateway/i, "nat gateway"],
  [/LoadBalancer/i, "load balancer"],
];

/**
 * The provider's advice with its own figures. What it does not tell is not made up: without a cost of now, the ledger's
 * is shown beside its saving; a saving that is not a number, or below zero, never counts.
 */
export function proposalOf(advice: ProviderAdvice, known: LedgerResource | null): Proposal | null {
  const saving = amount(advice.saving.afterDiscounts) ?? amount(advice.saving.list);
  if (saving === null) return null;
  const now = amount(advice.monthlyCost) ?? costInLedger(advice, known) ?? onDemandBefore(advice, saving) ?? saving;
  const place = placeOf(advice, known);
  const action = ourAction[advice.action];
  const listSaving = amount(advice.saving.list);
  return {
    key: stableKey(advice.source, place, action),
    source: advice.source,
    action,
    kind: kindIn(advice),
    verdict: "provider_advice",
    place,
    title: titled(advice, place, action),
    current: advice.current,
    target: advice.recommended ?? targetWords(action),
    currency: advice.currency,
    listCurrency: listSaving && advice.currency,
    listNow: null,
    listAfter: null,
    now: Money.max(now, zero),
    after: Money.max(zero, now.minus(saving)),
    saving,
    coveredSaving: zero,
    listSaving,
    priceOrigin: "provider",
    ledgerCost: known && { currency: known.bill.currency, amount: known.bill.now },
    confidence: known === null ? "low" : "medium",
    risk: Math.min(4, Math.max(0, Math.round(advice.risk ?? 0))),
    effort: advice.effort ? effortOf[advice.effort] : "medium",
    restart: advice.restartNeeded ?? false,
    memoryMeasured: memoryIn(advice),
    covers: [],
    evidence: evidenceOf(advice, known, action),
    owner: ownerTag(place.tags),
  };
}

/** Comparable with the provider's figures only where both are in one currency. */
function costInLedger({ currency }: ProviderAdvice, known: LedgerResource | null): Money | null {
  return known?.bill.currency === currency ? known.bill.now : null;
}

function amount(text: string | null): Money | null {
  if (text === null || !/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text.trim())) return null;
  return new Money(text.trim());
}

const services: Record<string, string> = serviceOfKind;
const serviceIn = (advice: ProviderAdvice) => services[kindIn(advice)] ?? null;

function placeOf(advice: ProviderAdvice, known: LedgerResource | null): Place {
  const { account, region, resource, tags } = advice;
  return {
    provider: "AWS",
    billingAccount: known?.billingAccount ?? null,
    account,
    accountName: known?.accountName ?? null,
    service: known?.service ?? serviceIn(advice),
    region: region ?? known?.region ?? null,
    resourceId: resource?.id ?? nameOfPurchase(advice),
    resourceName: resource?.name ?? known?.name ?? null,
    resourceType: resource?.type ?? null,
    tags: { ...known?.tags, ...tags },
  };
}

function kindIn({ resource, purchase }: ProviderAdvice): string {
  if (purchase || !resource) return "commitment";
  return adviceKindOf(resource.type);
}

/** Our word for what a provider calls a type of resource. */
export function adviceKindOf(type: string): string {
  return kindOf.find(([pattern]) => pattern.test(type))?.[1] ?? "resource";
}

function titled({ purchase, recommended, resource }: ProviderAdvice, place: Place, action: Action): string {
  if (!purchase && !resource) return `Buy a commitment: ${recommended ?? "as the provider advises"}`;
  if (!purchase) return titleOf(action, place.resourceName ?? shortId(place.resourceId), recommended ?? "another size");
  const years = purchase.termYears === 1 ? "1 year" : `${purchase.termYears} years`;
  return `${bought(purchase, recommended)} for ${years}, ${purchase.payment}`;
}

const plans: Record<string, string> = {
  COMPUTE_SP: "Compute Savings Plan",
  EC2_INSTANCE_SP: "EC2 Instance Savings Plan",
  SAGEMAKER_SP: "SageMaker Savings Plan",
  DATABASE_SP: "Database Savings Plan",
};

function bought({ type, commitment }: CommitmentPurchase, recommended: string | null): string {
  const plan = plans[type];
  if (plan) return `Buy a ${plan} (${(recommended ?? "").replace(type, "").replace(/^[\s,:]+/, "") || "as advised"})`;
  const what = recommended?.startsWith(type) ? recommended : [type, recommended].filter(Boolean).join(": ");
  return `Buy a ${commitment} (${what})`;
}

function targetWords(action: Action): string {
  if (action === "delete") return "Deleted";
  return action === "stop" ? "Stopped" : "As the provider advises";
}

/** Null where it does not matter, or nothing is told of how it is used. */
function memoryIn(advice: ProviderAdvice): boolean | null {
  const { utilisation, action } = advice;
  if (action !== "Rightsize" || utilisation.length === 0 || kindIn(advice) === "volume") return null;
  return utilisation.some(({ metric }) => /mem/i.test(metric));
}

const findings: [RegExp, string][] = [
  [/^over_?provisioned$/i, "It is larger than needed."],
  [/^under_?provisioned$/i, "It is smaller than needed."],
  [/^not_?optimized$/i, "It could be set up for less."],
  [/^(idle|terminate)$/i, "It is idle."],
  [/^unattached$/i, "It is attached to nothing."],
  [/^unused$/i, "It is not used."],
  [/^modify$/i, "A cheaper type would do."],
];

/** What the provider found, in plain words where it says a known one. */
function reasonIn({ finding, resource }: ProviderAdvice): string {
  if (resource === null && finding === null) return "What runs on demand would cost less if it were committed to.";
  if (finding === null) return "It does not say why.";
  return findings.find(([pattern]) => pattern.test(finding))?.[1] ?? `It says: ${finding}.`;
}

function evidenceOf(advice: ProviderAdvice, known: LedgerResource | null, action: Action): Proposal["evidence"] {
  const { reasons, utilisation, refreshedAt, purchase, lookBackDays, saving, monthlyCost, rollbackPossible } = advice;
  const inLedger =
    known || advice.resource === null
      ? []
      : ["The bill has no charge of this resource: only the provider's own figures are known."];
  return {
    reason: reasonIn(advice),
    how: ["All figures are the provider's own; ours stand beside them and are never added to them.", ...inLedger],
    lookBackDays,
    present: null,
    measured: [],
    changes: [],
    risks: advice.risk === null ? {} : { performance: advice.risk },
    steps: providerSteps(advice, { kind: kindIn(advice), action }),
    covered: null,
    provider: { id: advice.id, reasons, utilisation, refreshedAt, purchase, saving, monthlyCost, rollbackPossible },
    ...(advice.resource === null && { buys: boughtBy(advice) }),
  };
}
