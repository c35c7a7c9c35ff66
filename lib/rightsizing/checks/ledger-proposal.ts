import { type Money, zero } from "../../focus/money";
import { ownerTag } from "../advice/from-judged";
import { type Bought, type Place, type Proposal, type Steps, stableKey } from "../advice/proposal";
import { type Action, OURS, type Verdict } from "../words";

type Given = {
  kind: string;
  action: Action;
  verdict: Verdict;
  place: Partial<Place> & { resourceId: string };
  title: string;
  current: string;
  target: string;
  currency: string;
  now: Money;
  /** Nothing where a look is all that is advised. */
  saving?: Money;
  reason: string;
  how: string[];
  confidence?: Proposal["confidence"];
  buys?: Bought;
  steps?: Steps | null;
};

const nowhere: Omit<Place, "resourceId"> = {
  provider: null,
  billingAccount: null,
  account: null,
  accountName: null,
  service: null,
  region: null,
  resourceName: null,
  resourceType: null,
  tags: {},
};

/** Advice that the ledger alone gives, whatever the cloud. */
export function ledgerProposal({
  place: partial,
  saving = zero,
  reason,
  how,
  confidence = "low",
  buys,
  steps = null,
  ...same
}: Given): Proposal {
  const place = { ...nowhere, ...partial };
  return {
    ...same,
    key: stableKey(OURS, place, same.action),
    source: OURS,
    place,
    listCurrency: null,
    listNow: null,
    listAfter: null,
    after: same.now.minus(saving),
    saving,
    coveredSaving: zero,
    listSaving: null,
    priceOrigin: "paid",
    ledgerCost: { currency: same.currency, amount: same.now },
    confidence,
    risk: same.action === "delete" ? 2 : 0,
    effort: "low",
    restart: false,
    memoryMeasured: null,
    covers: [],
    owner: ownerTag(place.tags),
    evidence: {
      reason,
      how,
      lookBackDays: null,
      present: null,
      measured: [],
      changes: [],
      risks: {},
      steps,
      covered: null,
      provider: null,
      ...(buys && { buys }),
    },
  };
}
