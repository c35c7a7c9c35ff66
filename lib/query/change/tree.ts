import { Money, plain } from "../../focus/money";
import type { Condition } from "../spec";
import { type Cause, type Effects, effectsOf, type Leaf, type Lengths } from "./effects";

/** The dimensions that a change is explained by, from what people name first to what they name last. */
export const explaining = ["service", "subAccount", "region", "sku"] as const;
export type Explaining = (typeof explaining)[number];

/** A part of the change: what its charges have in common, and again what explains it. Parts add up to their whole. */
export type Part = {
  dimension: Explaining;
  /** Null for charges without a value; for the rest, all that is not named beside it. */
  value: string | null;
  role: "value" | "rest";
  /** Values that the rest is made of; 1 for a named part. */
  count: number;
  /** Of the whole question's conditions, what narrows to this part. */
  where: Condition[];
  before: string;
  now: string;
  amount: string;
  causes: { cause: Cause; amount: string }[];
  parts: Part[];
};

export type Weighed = { leaf: Leaf; effects: Effects; change: Money };

const MOST_PARTS = 5;
const DEEPEST = 3;
/** A part that moved less than this share of everything that moved is not worth a line of its own. */
const SMALLEST = 0.02;
/** A dimension that explains this much of what the best one does is taken where people name it sooner. */
const NEARLY = 0.8;
/** A part that moved at least this share is explained further. */
const WORTH_EXPLAINING = 0.1;

export function weighed(leaves: Leaf[], lengths: Lengths): Weighed[] {
  return leaves.map((leaf) => ({
    leaf,
    effects: effectsOf(leaf, lengths),
    change: new Money(leaf.now).minus(leaf.before),
  }));
}

/** Greedy: at each step the dimension whose few largest values move most, so that few parts explain the change. */
export function explainedParts(all: Weighed[]): Part[] {
  const moved = all.reduce((sum, { change }) => sum.plus(change.abs()), new Money(0));
  return partsOf(all, { moved, used: [], where: [], depth: 0 });
}

type Place = { moved: Money; used: Explaining[]; where: Condition[]; depth: number };
type Group = { value: string | null; members: Weighed[]; change: Money };

function partsOf(members: Weighed[], place: Place): Part[] {
  if (place.depth >= DEEPEST || place.moved.isZero()) return [];
  const choices = explaining
    .filter((dimension) => !place.used.includes(dimension))
    .map((dimension) => ({ dimension, groups: groupsBy(dimension, members) }))
    .filter(({ groups }) => groups.length > 1)
    .map((choice) => ({ ...choice, separated: separation(choice.groups) }));
  const most = choices.reduce((largest, { separated }) => (separated.gt(largest) ? separated : largest), new Money(0));
  const chosen = choices.find(({ separated }) => separated.gte(most.times(NEARLY)));
  return chosen ? shownParts(chosen.dimension, chosen.groups, place) : [];
}

/**
 * What the few largest named groups move: a dimension that nets opposite moves against each other scores low, and so
 * does one that most of the change has no value in, because nobody can act on that.
 */
function separation(groups: Group[]): Money {
  const named = groups.filter(({ value }) => value !== null);
  return named.slice(0, 3).reduce((sum, { change }) => sum.plus(change.abs()), new Money(0));
}

function shownParts(dimension: Explaining, groups: Group[], place: Place): Part[] {
  const worth = groups.filter(({ change }) => change.abs().gt(place.moved.times(SMALLEST))).slice(0, MOST_PARTS);
  const named = groups.length - worth.length === 1 ? groups : worth;
  const rest = groups.slice(named.length);
  const parts = named.map((group) => namedPart(dimension, group, place));
  return rest.length === 0 ? parts : [...parts, restPart(dimension, { named, rest }, place)];
}

function namedPart(dimension: Explaining, { value, members, change }: Group, place: Place): Part {
  const condition: Condition =
    value === null ? { dimension, operator: "absent", values: [] } : { dimension, operator: "eq", values: [value] };
  const where = [...place.where, condition];
  const isWorth = change.abs().gte(place.moved.times(WORTH_EXPLAINING));
  const inside: Place = { moved: place.moved, used: [...place.used, dimension], where, depth: place.depth + 1 };
  const parts = isWorth ? partsOf(members, inside) : [];
  return { dimension, value, role: "value", count: 1, where, ...sums(members), parts };
}

function restPart(dimension: Explaining, { named, rest }: { named: Group[]; rest: Group[] }, place: Place): Part {
  const values = named.map(({ value }) => value).filter((value) => value !== null);
  const where: Condition[] = [...place.where];
  if (values.length > 0) where.push({ dimension, operator: "notin", values });
  if (values.length < named.length) where.push({ dimension, operator: "present", values: [] });
  const members = rest.flatMap((group) => group.members);
  return { dimension, value: null, role: "rest", count: rest.length, where, ...sums(members), parts: [] };
}

function groupsBy(dimension: Explaining, members: Weighed[]): Group[] {
  const groups = new Map<string | null, Group>();
  for (const member of members) {
    const value = member.leaf[dimension];
    const group = groups.get(value) ?? { value, members: [], change: new Money(0) };
    groups.set(value, group);
    group.members.push(member);
    group.change = group.change.plus(member.change);
  }
  return [...groups.values()].sort((a, b) => b.change.abs().cmp(a.change.abs()) || byText(a.value, b.value));
}

/** What the leaves cost then and now, and why that differs, the largest cause first. */
export function sums(members: Weighed[]): Pick<Part, "before" | "now" | "amount" | "causes"> {
  let [before, now] = [new Money(0), new Money(0)];
  const all = new Map<Cause, Money>();
  for (const { leaf, effects } of members) {
    before = before.plus(leaf.before);
    now = now.plus(leaf.now);
    for (const [cause, amount] of effects) all.set(cause, amount.plus(all.get(cause) ?? 0));
  }
  const causes = [...all]
    .filter(([, amount]) => !amount.isZero())
    .sort(([, a], [, b]) => b.abs().cmp(a.abs()))
    .map(([cause, amount]) => ({ cause, amount: plain(amount) }));
  return { before: plain(before), now: plain(now), amount: plain(now.minus(before)), causes };
}

function byText(one: string | null, other: string | null): number {
  return (one ?? "") < (other ?? "") ? -1 : 1;
}
