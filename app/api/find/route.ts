import { z } from "zod";
import { exploreHref } from "@/app/(app)/explore/href";
import { resourceHref } from "@/app/(app)/resources/href";
import type { Found as Place } from "@/components/palette/place";
import { type Found, findAnything } from "@/lib/query/values/find";
import { contract } from "../contract";
import { endpoint } from "../endpoint";

const find = contract({
  id: "find",
  verb: "GET",
  path: "/api/find",
  summary: "Whatever a typed text may mean, for the command palette",
  role: "viewer",
  rows: "narrowed",
  query: z.strictObject({ text: z.string().max(500) }),
  answers: { 200: { description: "Places, the best of each kind first." } },
});

export const GET = endpoint(find, async (scope, { query: { text } }) => {
  const found = await findAnything(scope, text);
  return { status: 200, body: found.map(placeOf) };
});

const groups: Record<Found["kind"], string> = {
  view: "Saved views",
  service: "Services",
  account: "Accounts",
  region: "Regions",
  tagKey: "Tags",
  tagValue: "Tags",
  resource: "Resources",
};

/** A key is grouped by; anything else is looked at alone, by what comes next. */
function placeOf(found: Found): Place {
  const { id, label, detail, kind } = found;
  return { id, label, detail, group: groups[kind], href: hrefOf(found) };
}

function hrefOf(found: Found): string {
  if (found.kind === "view") return `/explore?${found.search}`;
  if (found.kind === "resource") return resourceHref(found.resource);
  const [first] = found.where;
  const groupBy = found.kind === "tagKey" && first ? [first.dimension] : [onward[found.kind]];
  const where = found.kind === "tagKey" ? [] : found.where;
  return exploreHref({
    period: { relative: "last-90-days" },
    ...{ grain: "day", groupBy, where, metric: "billed", compare: null, exclude: [] },
  });
}

const onward = {
  service: "subAccount",
  account: "service",
  region: "service",
  tagKey: "service",
  tagValue: "service",
} as const;
