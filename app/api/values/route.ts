import { z } from "zod";
import { dayOf } from "@/lib/focus/period";
import { workspaceCalendar } from "@/lib/query/fiscal";
import { isDimension } from "@/lib/query/names";
import { questionFromUrl } from "@/lib/query/url";
import { askValues } from "@/lib/query/values/values";
import { contract } from "../contract";
import { endpoint } from "../endpoint";

const values = contract({
  id: "values",
  verb: "GET",
  path: "/api/values",
  summary: "Values to filter by, with their charges and costs under the other conditions of a question",
  role: "viewer",
  query: z
    .object({
      dimension: z.string().refine(isDimension, "Unknown dimension."),
      text: z.string().max(500).default(""),
    })
    .loose(),
  answers: { 200: { description: "The best matches first." } },
});

export const GET = endpoint(values, async (scope, { request, query: { dimension, text }, now }) => {
  const calendar = await workspaceCalendar(scope, dayOf(now));
  const { query } = questionFromUrl(new URL(request.url).searchParams, calendar);
  if (!isDimension(dimension)) throw new Error("The contract let an unknown dimension pass.");
  const { period, metric } = query;
  // What the filter already says of this dimension does not narrow what it could say instead.
  const where = query.where.filter((condition) => condition.dimension !== dimension);
  const asked = { dimension, text: text.replaceAll(/[\0\p{Surrogate}]/gu, ""), period, where, metric };
  return { status: 200, body: await askValues(scope, asked, { signal: request.signal }) };
});
