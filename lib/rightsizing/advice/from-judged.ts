import { Money, plain, zero } from "../../focus/money";
import type { Resource } from "../../sources/inventory";
import { listSavingOf, savingOf } from "../engine/cost";
import { type Bill, type Judged, type Look, type Option, riskOf } from "../engine/judged";
import { wordsOf } from "../engine/volume";
import type { LedgerResource } from "../ledger/bills";
import { OURS } from "../words";
import { type Place, type Proposal, stableKey } from "./proposal";
import { serviceOfKind } from "./service-of-kind";
import { stepsFor, titleOf } from "./steps";

/** A resource of the inventory beside what the ledger calls its account and service. */
export function placeOf(resource: Resource, known: LedgerResource | null): Place {
  return {
    provider: known?.provider ?? "AWS",
    billingAccount: known?.billingAccount ?? null,
    account: resource.account,
    accountName: known?.accountName ?? null,
    service: known?.service ?? serviceOfKind[resource.kind],
    region: resource.region,
    resourceId: resource.id,
    resourceName: resource.name,
    resourceType: specOf(resource),
    tags: { ...known?.tags, ...resource.tags },
  };
}

/** What a resource is right now, with all that advice may change of it, in the words of its target. */
export const fullSpec = (resource: Resource): string =>
  resource.kind === "volume" ? wordsOf(resource) : specOf(resource);

/** What a resource is right now, in the words that advice calls its target by. */
function specOf(resource: Resource): string {
  switch (resource.kind) {
    case "instance":
      return resource.instanceType;
    case "database":
      return resource.instanceClass;
    case "volume":
      return resource.volumeType;
    case "load balancer":
      return `${resource.balancerType} load balancer`;
    default:
      return resource.kind;
  }
}

type Found = { look: Look; judged: Judged; known: LedgerResource | null; owner: string | null };

/** The options of a verdict as advice. */
export function proposalsOf({ look, judged, known, owner }: Found): Proposal[] {
  const place = placeOf(look.resource, known);
  return judged.options.map((option): Proposal => {
    const { cost } = option;
    return {
      key: stableKey(OURS, place, option.action),
      source: OURS,
      action: option.action,
      kind: look.resource.kind,
      verdict: judged.verdict,
      place,
      title: titleOf(option.action, look.resource.name, option.target),
      current: option.current,
      target: option.target,
      currency: cost.currency,
      listCurrency: cost.listCurrency,
      listNow: cost.listNow,
      listAfter: cost.listAfter,
      now: cost.now,
      after: cost.after,
      saving: savingOf(cost),
      coveredSaving: coveredPart(option, look),
      listSaving: listSavingOf(cost),
      priceOrigin: cost.origin,
      ledgerCost: known && { currency: known.bill.currency, amount: known.bill.now },
      confidence: judged.confidence,
      risk: riskOf(option.risks),
      effort: option.effort,
      restart: option.restart,
      memoryMeasured: judged.memoryMeasured,
      covers: option.covers,
      evidence: evidenceOf(look, judged, option),
      owner: owner ?? ownerTag(place.tags),
    };
  });
}

/** Sizes and hours change what the machine costs alone; see judgeSize. */
const billUsed = ({ action }: Option, { bill, machineBill }: Look): Bill | null =>
  action === "delete" ? bill : (machineBill ?? bill);

/** The part of the saving that is usage which a commitment covers, where other usage would take its place. */
function coveredPart(option: Option, look: Look): Money {
  const { cost } = option;
  const bill = billUsed(option, look);
  if (!(bill?.reusable && bill.covered.gt(0) && cost.now.gt(0))) return zero;
  const share = Money.min(1, bill.covered.div(cost.now));
  return savingOf(cost).times(share).toDecimalPlaces(10);
}

function evidenceOf(look: Look, judged: Judged, option: Option): Proposal["evidence"] {
  const bill = billUsed(option, look);
  return {
    reason: judged.reason,
    how: [...option.how, ...commitmentSentence(bill), ...priceSentence(option)],
    lookBackDays: judged.present === null ? null : look.rules.lookBackDays,
    present: judged.present,
    measured: option.measured ?? judged.measured,
    changes: option.changes,
    risks: option.risks,
    steps: stepsFor(look.resource, option),
    covered: bill?.covered.gt(0) ? coveredIn(bill) : null,
    provider: null,
  };
}

function coveredIn({ covered, coveredBy, reusable }: Bill): NonNullable<Proposal["evidence"]["covered"]> {
  const by = coveredBy?.map(({ amount, ...reach }) => ({ ...reach, amount: plain(amount) }));
  return { amount: plain(covered), reusable, ...(by && { by }) };
}

function commitmentSentence(bill: Bill | null): string[] {
  if (!bill?.covered.gt(0)) return [];
  const part = `Of its cost ${plain(bill.covered.toDecimalPlaces(2))} ${bill.currency} a month is usage that a commitment covers.`;
  return [
    part,
    bill.reusable
      ? "There is enough other on-demand usage that its commitments reach for what that would free, so it counts as saved; the total shares that usage out among all advice."
      : "There is not enough other on-demand usage that its commitments reach for what that would free, so it does not count as saved.",
  ];
}

const origins: Record<Option["cost"]["origin"], string> = {
  paid: "Prices are what this account pays for such usage on its bill.",
  paid_elsewhere: "Prices are what other accounts of the organisation pay for such usage on the bill.",
  list_price: "Prices are the provider's list prices, because the bill does not show what such usage costs.",
  provider: "Prices are the provider's own.",
  unknown: "The price is not known.",
};

function priceSentence({ cost }: Option): string[] {
  return [origins[cost.origin]];
}

/** The address in a tag called owner, if it is one. */
export function ownerTag(tags: Record<string, string>): string | null {
  const entry = Object.entries(tags).find(([key]) => /^owner$/i.test(key));
  const text = entry?.[1].trim().toLowerCase() ?? "";
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? text : null;
}
