import { createHash } from "node:crypto";
import type { Scope } from "../auth/scope";
import { reportingCurrency } from "../rates/reporting-currency";
import type { CostAnswer, CostAnswers } from "./answer";
import type { Asking } from "./asking";
import { AnswerCache } from "./cache";
import { inOrder } from "./row-order";
import { askCosts } from "./run";
import type { CostQuery } from "./spec";
import { dataVersion } from "./version";

const MOST_CHARACTERS = 32_000_000;
const bodies = new AnswerCache(MOST_CHARACTERS);

/** Names what a question is answered with as long as the data stays the same (an HTTP entity tag). */
export async function costsTag(scope: Scope, query: CostQuery): Promise<string> {
  return await questionTag(scope, query);
}

/** The entity tag of whatever is worked out from the ledger and these parts of a request alone. */
export async function questionTag(scope: Scope, parts: unknown): Promise<string> {
  const version = await dataVersion(scope);
  const hash = createHash("sha256").update(JSON.stringify([scope.workspaceId, version, parts]));
  return `"${hash.digest("base64url").slice(0, 32)}"`;
}

/** True where an If-None-Match header says that the caller has this answer already. */
export function isKnown(tag: string, ifNoneMatch: string | null): boolean {
  const tags = (ifNoneMatch ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  return tags.includes(tag) || tags.includes("*");
}

/** The JSON text of an answer, kept under its tag: writing it out costs more than the question. */
export async function costsBody(scope: Scope, query: CostQuery, tag: string, asking: Asking = {}): Promise<string> {
  const work = async (shared: Asking) => {
    const asked = await askCosts(scope, query, shared);
    const currency = asked.answers.length === 0 ? await reportingCurrency(scope) : null;
    return JSON.stringify(costsJson(asked, query, currency));
  };
  return await bodies.remember(tag, work, asking);
}

/** What the API answers: one flat answer, or one for each currency where there are several. */
function costsJson(asked: CostAnswers, query: CostQuery, reporting: string | null) {
  const { answers, compared } = asked;
  const isNew = ({ currency }: CostAnswer) => answers.every((answer) => answer.currency !== currency);
  // A currency of the comparison period alone is part of the answer too.
  const gone = compared?.filter(isNew).map(({ currency }) => ({ ...nothing, currency })) ?? [];
  const all: Entry[] = [...answers, ...gone];
  const [first = { ...nothing, currency: reporting }, second] = all;
  return second ? { answers: all.map((each) => entry(each, asked, query)) } : entry(first, asked, query);
}

const nothing = { total: "0", rows: [], missing: 0 };

type Entry = Pick<CostAnswer, "total" | "rows" | "missing"> & { currency: string | null };

function entry(answer: Entry, { compared, dataThrough, labels, conversion }: CostAnswers, query: CostQuery) {
  const then = compared?.find(({ currency }) => currency === answer.currency);
  return {
    currency: answer.currency,
    from: query.period.from,
    to: query.period.to,
    granularity: query.grain,
    metric: query.metric,
    dataThrough,
    total: answer.total,
    rows: inOrder(answer.rows).map(rowJson),
    ...(answer.missing > 0 && { missing: answer.missing }),
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(conversion && { conversion }),
    ...(query.compare && {
      compared: { ...query.compare, total: then?.total ?? "0", rows: inOrder(then?.rows ?? []).map(rowJson) },
    }),
  };
}

const rowJson = ({ bucket, keys, amount }: CostAnswer["rows"][number]) => ({ period: bucket, keys, amount });
