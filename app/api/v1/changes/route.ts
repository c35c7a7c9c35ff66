import { dayOf } from "@/lib/focus/period";
import { askWhy } from "@/lib/query/change/explain";
import type { Explanation, NamedPart } from "@/lib/query/change/explanation";
import { sentenceText } from "@/lib/query/change/words";
import { workspaceCalendar } from "@/lib/query/fiscal";
import { questionFromUrl } from "@/lib/query/url";
import { endpoint } from "../../endpoint";
import { tagged } from "../../tagged";
import { verbs } from "../../verbs";
import { explainChange } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(explainChange, async (scope, { query: params, request, now }) => {
    const asked = { ...params, compare: params.compare ?? "previous" };
    const { query } = questionFromUrl(asked, await workspaceCalendar(scope, dayOf(now)));
    return await tagged(scope, { request, id: explainChange.id, question: query }, async () => {
      const { explanations, now: period, before } = await askWhy(scope, query, { signal: request.signal });
      return { now: period, before, changes: explanations.map(explained) };
    });
  }),
});

function explained({ currency, before, now, change, causes, parts, resources, sentences }: Explanation) {
  return {
    currency,
    before,
    now,
    amount: change.amount,
    causes: causes.map(({ cause, label, amount }) => ({ cause, label, amount })),
    parts: parts.map(partJson),
    resources,
    sentences: sentences.map(sentenceText),
  };
}

type PartJson = Omit<NamedPart, "query" | "parts"> & { parts: PartJson[] };

function partJson({ query: _drill, parts, ...part }: NamedPart): PartJson {
  return { ...part, parts: parts.map(partJson) };
}
