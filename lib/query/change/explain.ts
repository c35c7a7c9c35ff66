import type { Scope } from "../../auth/scope";
import { DomainError } from "../../errors";
import { Money } from "../../focus/money";
import { daysBetween, type Period } from "../../focus/period";
import type { Asking } from "../asking";
import { AnswerCache } from "../cache";
import { change } from "../change";
import { type Labels, labelsOf } from "../labels";
import { inSnapshot, type Reader } from "../snapshot";
import type { Condition, CostQuery } from "../spec";
import { largestFirst } from "../stack";
import { dataVersion } from "../version";
import type { Cause, Leaf, Lengths } from "./effects";
import type { Explanation, NamedPart, WhyAnswer } from "./explanation";
import { leavesOf } from "./leaves";
import { partLabel } from "./part-label";
import { sentencesOf } from "./sentences";
import { explainedParts, explaining, type Part, sums, weighed } from "./tree";
import { causeLabel, causeNotes } from "./words";

const MOST_CHARACTERS = 8_000_000;
const explained = new AnswerCache(MOST_CHARACTERS);

/** Explains the change from the comparison period of a question to its period, for each billing currency. */
export async function askWhy(scope: Scope, query: CostQuery, asking: Asking = {}): Promise<WhyAnswer> {
  const { period, where, metric, compare: before } = query;
  if (!before) throw new DomainError("invalid", "Choose what to compare with: a change needs two periods.");
  const asked: CostQuery = { period, grain: "total", groupBy: [], where, metric, compare: before };
  const key = JSON.stringify([scope.workspaceId, await dataVersion(scope), asked]);
  const work = (shared: Asking) => inSnapshot((read) => explain(read, scope, asked, before), shared);
  return await explained.remember(key, work, asking);
}

async function explain(read: Reader, scope: Scope, query: CostQuery, before: Period): Promise<WhyAnswer> {
  const leaves = await leavesOf(read, scope, query, before);
  const labels = await labelsOf(
    read,
    scope,
    [...explaining],
    leaves.map((leaf) => ({ bucket: null, keys: keysOf(leaf), amount: leaf.now })),
  );
  const lengths = { now: daysBetween(query.period), before: daysBetween(before) };
  const currencies = [...new Set(leaves.map(({ currency }) => currency))];
  const explanations = currencies.map((currency) => {
    const own = leaves.filter((leaf) => leaf.currency === currency);
    return explanation(own, { currency, query, lengths, labels });
  });
  const bySize = explanations.map((each) => ({ ...each, total: each.now }));
  return {
    now: query.period,
    before,
    lengths,
    explanations: largestFirst(bySize).map(({ total: _size, ...each }) => each),
  };
}

type About = { currency: string; query: CostQuery; lengths: Lengths; labels: Labels };

/** The explanation of the leaves of one currency. */
function explanation(leaves: Leaf[], about: About): Explanation {
  const all = weighed(leaves, about.lengths);
  const { before, now, amount, causes } = sums(all);
  const count = (life: Leaf["life"]) =>
    leaves.filter((leaf) => leaf.life === life).reduce((sum, { resources }) => sum + resources, 0);
  const moved = change(before, now);
  const found = {
    currency: about.currency,
    before,
    now,
    change: moved,
    causes: causes.map((each) => ({
      ...each,
      label: causeLabel(each.cause, each.amount),
      note: causeNotes[each.cause] ?? null,
      query: causeQuery(about.query, each.cause),
    })),
    parts: explainedParts(all).map((part) => namedPart(part, amount, about)),
    resources: { new: count("new"), vanished: count("vanished") },
  };
  return { ...found, sentences: sentencesOf(found, about) };
}

function namedPart({ parts, where, causes, ...part }: Part, whole: string, about: About): NamedPart {
  const next = parts[0]?.dimension;
  return {
    ...part,
    label: partLabel(part, about.labels),
    share: new Money(whole).isZero() ? null : new Money(part.amount).div(whole).toDecimalPlaces(4).toNumber(),
    causes: causes.map((each) => ({ ...each, label: causeLabel(each.cause, each.amount) })),
    query: narrowedBy(about.query, where, next ?? part.dimension),
    parts: parts.map((each) => namedPart(each, whole, about)),
  };
}

function narrowedBy(query: CostQuery, where: Condition[], by: CostQuery["groupBy"][number]): CostQuery {
  return { ...query, where: [...query.where, ...where], groupBy: [by] };
}

/** The charges that a cause is about; new and vanished ones stand out by resource, quantities and prices by SKU. */
function causeQuery(query: CostQuery, cause: Cause): CostQuery {
  const ofKind = (kind: string): Condition[] => [{ dimension: "chargeKind", operator: "eq", values: [kind] }];
  switch (cause) {
    case "days":
    case "usage":
      return narrowedBy(query, ofKind("usage"), "service");
    case "new":
    case "vanished":
      return narrowedBy(
        query,
        [...ofKind("usage"), { dimension: "resource", operator: "present", values: [] }],
        "resource",
      );
    case "quantity":
    case "price":
      return narrowedBy(query, ofKind("usage"), "sku");
    case "coverage":
    case "unused commitment":
      return narrowedBy(query, ofKind("usage"), "commitment");
    default:
      return narrowedBy(query, ofKind(cause), "service");
  }
}

function keysOf({ service, subAccount, region, sku }: Leaf) {
  return { service, subAccount, region, sku };
}
