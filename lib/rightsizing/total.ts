import { Money, zero } from "../focus/money";
import type { Action } from "./words";

/** Advice as the total sees it: what it takes from which resources. */
export type Claim = {
  id: string;
  /** Keys of the resources whose cost it takes away, the first being its own. */
  resources: string[];
  action: Action;
  currency: string;
  saving: Money;
};

/** What a month of each resource costs now, by key; in the one currency it is billed in. */
export type Costs = ReadonlyMap<string, { currency: string; amount: Money }>;

/** What a claim adds to the total, and whose place it had to leave where that is nothing. */
export type Counted = { amount: Money; instead: string | null };

type Class = "removal" | "shape" | "hours" | "care" | "purchase";
export const classOf: Record<Action, Class> = {
  delete: "removal",
  stop: "removal",
  scale_in: "shape",
  rightsize: "shape",
  change_generation: "shape",
  migrate_to_graviton: "shape",
  change_storage: "shape",
  schedule: "hours",
  add_lifecycle: "care",
  review: "care",
  buy_commitment: "purchase",
};

/** Both may be done to one resource: another size and fewer hours. */
export function areCompatible(one: Claim, other: Claim): boolean {
  const first = new Set(one.resources);
  if (!other.resources.some((resource) => first.has(resource))) return true;
  const classes = [classOf[one.action], classOf[other.action]];
  return classes.includes("shape") && classes.includes("hours");
}

/** Conflict sets up to this size are resolved exactly; what is larger, the largest saving first. */
const MOST_EXACT = 14;

/**
 * The best set of advice that can all be done, and what each adds to it. A claim takes its share of what others have
 * left of its resources, so the sum never exceeds what those cost now. Savings that are no number, not above zero, or in
 * another currency than the resource is billed in add nothing.
 */
export function countedSavings(claims: Claim[], costs: Costs): Map<string, Counted> {
  const counted = new Map<string, Counted>(claims.map(({ id }) => [id, { amount: zero, instead: null }]));
  const sound = claims.filter((claim) => isSound(claim, costs));
  for (const set of conflictSets(sound)) {
    const chosen = bestOf(set, costs);
    for (const { id, amount } of taken(chosen, costs)) counted.set(id, { amount, instead: null });
    for (const claim of set.filter((each) => !chosen.includes(each))) {
      const instead = chosen.find((other) => !areCompatible(claim, other));
      counted.set(claim.id, { amount: zero, instead: instead?.id ?? null });
    }
  }
  return counted;
}

function isSound({ saving, currency, resources }: Claim, costs: Costs): boolean {
  if (!saving.isFinite() || saving.lte(0)) return false;
  const known = resources.map((resource) => costs.get(resource)).filter((cost) => cost !== undefined);
  return known.length > 0 && known.every((cost) => cost.currency === currency && cost.amount.gte(0));
}

/** Claims that share resources with each other, directly or through others. */
function conflictSets(claims: Claim[]): Claim[][] {
  const parent = new Map<string, string>();
  const root = (key: string): string => {
    let at = key;
    while (parent.get(at) !== undefined && parent.get(at) !== at) at = parent.get(at) ?? at;
    parent.set(key, at);
    return at;
  };
  for (const { resources } of claims) {
    const [first = ""] = resources;
    for (const resource of resources) parent.set(root(resource), root(first));
  }
  const sets = new Map<string, Claim[]>();
  for (const claim of claims) {
    const key = root(claim.resources[0] ?? "");
    const known = sets.get(key);
    if (known) known.push(claim);
    else sets.set(key, [claim]);
  }
  return [...sets.values()];
}

function bestOf(set: Claim[], costs: Costs): Claim[] {
  const ordered = [...set].sort((one, other) => other.saving.cmp(one.saving) || (one.id < other.id ? -1 : 1));
  return ordered.length <= MOST_EXACT ? exactBest(ordered, costs) : greedyBest(ordered);
}

function greedyBest(ordered: Claim[]): Claim[] {
  const chosen: Claim[] = [];
  for (const claim of ordered) {
    if (chosen.every((other) => areCompatible(claim, other))) chosen.push(claim);
  }
  return chosen;
}

/** Tries every compatible set; a branch that cannot beat the best any more is left. */
function exactBest(ordered: Claim[], costs: Costs): Claim[] {
  let best: Claim[] = [];
  let bestValue = zero;
  const rest = ordered.map((_, index) => ordered.slice(index).reduce((sum, { saving }) => sum.plus(saving), zero));
  const visit = (index: number, chosen: Claim[], value: Money) => {
    if (value.gt(bestValue)) {
      best = chosen;
      bestValue = value;
    }
    const claim = ordered[index];
    if (!claim || value.plus(rest[index] ?? zero).lte(bestValue)) return;
    if (chosen.every((other) => areCompatible(claim, other))) {
      const more = [...chosen, claim];
      visit(index + 1, more, worthOf(more, costs));
    }
    visit(index + 1, chosen, value);
  };
  visit(0, [], zero);
  return best;
}

function worthOf(chosen: Claim[], costs: Costs): Money {
  return taken(chosen, costs).reduce((sum, { amount }) => sum.plus(amount), zero);
}

/**
 * What is done already, and not yet measured: each with its part, and the costs that are left for others. Where it
 * overlaps, the first takes its part first.
 */
export function countedAsDone(done: Claim[], costs: Costs): { counted: Map<string, Counted>; left: Costs } {
  const rest = new Map<string, Money>();
  const sound = done.filter((claim) => isSound(claim, costs));
  const amounts = new Map(taken(sound, costs, rest).map(({ id, amount }) => [id, amount]));
  const counted = new Map(done.map(({ id }) => [id, { amount: amounts.get(id) ?? zero, instead: null }]));
  const left = new Map([...costs].map(([key, cost]) => [key, { ...cost, amount: rest.get(key) ?? cost.amount }]));
  return { counted, left };
}

/** The claims where others took a share of what their resources cost: as much less is left to save. */
export function scaledTo(left: Costs, costs: Costs, claims: Claim[]): Claim[] {
  return claims.map((claim) => {
    const sum = (of: Costs) => claim.resources.reduce((all, key) => all.plus(of.get(key)?.amount ?? zero), zero);
    const [free, whole] = [sum(left), sum(costs)];
    if (free.eq(whole) || whole.lte(0)) return claim;
    return { ...claim, saving: claim.saving.times(free).div(whole).toDecimalPlaces(PLACES, Money.ROUND_DOWN) };
  });
}

const PLACES = 10;

/** What each takes, one after the other, of what is left of its resources. */
function taken(chosen: Claim[], costs: Costs, left = new Map<string, Money>()): { id: string; amount: Money }[] {
  return chosen.map(({ id, resources, saving }) => {
    const own = [...new Set(resources)];
    const whole = own.reduce((sum, key) => sum.plus(costs.get(key)?.amount ?? zero), zero);
    const leftOf = (key: string) => left.get(key) ?? costs.get(key)?.amount ?? zero;
    const free = own.reduce((sum, key) => sum.plus(leftOf(key)), zero);
    if (whole.lte(0) || free.lte(0)) return { id, amount: zero };
    const amount = Money.min(saving, whole).times(free).div(whole).toDecimalPlaces(PLACES, Money.ROUND_DOWN);
    const kept = free.minus(amount).div(free);
    for (const key of own) left.set(key, leftOf(key).times(kept));
    return { id, amount };
  });
}
