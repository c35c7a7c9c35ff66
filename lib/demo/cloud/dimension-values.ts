import { invalidRequest } from "./aws-error";
import { bucketsOf } from "./buckets";
import { readRequest, ValuesRequest } from "./cost-request";
import { costSums } from "./cost-sums";
import { dimensionReader } from "./dimensions";
import type { CloudEstate } from "./estate";
import { filterOf } from "./filter";
import { pageStart, pageToken, requestHash } from "./pages";

/** GetDimensionValues: the values that occur in the period, dearest first when asked to sort by cost. */
export function dimensionValues(estate: CloudEstate, body: unknown, pageSize: number): unknown {
  const request = readRequest(ValuesRequest, body);
  refuseCombinations(request);
  const hash = requestHash("GetDimensionValues", body as Record<string, unknown>);
  const start = pageStart(request.NextPageToken, hash);
  const found = valuesOf(estate, request).map((value) => withName(estate, request.Dimension, value));
  const wanted = found.filter((each) => matchesText(each, request.SearchString));
  const size = request.MaxResults ?? pageSize;
  const page = wanted.slice(start, start + size);
  const more = start + size < wanted.length && !request.SortBy;
  return {
    DimensionValues: page,
    ReturnSize: page.length,
    TotalSize: wanted.length,
    ...(more && { NextPageToken: pageToken(start + size, hash) }),
  };
}

/** GetTags: cost allocation tags are not activated in this organisation. */
export function tagValues(): unknown {
  return { Tags: [], ReturnSize: 0, TotalSize: 0 };
}

type NamedValue = { Value: string; Attributes: Record<string, string> };

function refuseCombinations({ SortBy, NextPageToken, SearchString, MaxResults }: ValuesRequest): void {
  if (SortBy && (NextPageToken || SearchString)) {
    throw invalidRequest("When using SortBy, NextPageToken and SearchString are not supported.");
  }
  if (MaxResults && !SortBy) throw invalidRequest("MaxResults is only supported when SortBy is used.");
}

function valuesOf(estate: CloudEstate, { TimePeriod, Dimension, Filter, SortBy }: ValuesRequest): string[] {
  const [whole, ...rest] = bucketsOf(TimePeriod, "MONTHLY", estate);
  if (!whole) return [];
  const bucket = { ...whole, to: rest.at(-1)?.to ?? whole.to };
  const groupBy = [dimensionReader(Dimension, "filter")];
  const [groups = []] = costSums(estate, {
    buckets: [bucket],
    metrics: ["UnblendedCost"],
    matches: filterOf(Filter),
    groupBy,
  });
  const cost = new Map(groups.map(({ keys, sums }) => [keys[0] ?? "", sums[0]?.amount ?? 0n]));
  const values = [...cost.keys()].sort();
  if (!SortBy) return values;
  const direction = SortBy[0]?.SortOrder === "ASCENDING" ? -1n : 1n;
  return values.sort((left, right) => Number(direction * ((cost.get(right) ?? 0n) - (cost.get(left) ?? 0n))));
}

function withName({ accounts }: CloudEstate, dimension: string, value: string): NamedValue {
  const name = dimension === "LINKED_ACCOUNT" && accounts.find(({ id }) => id === value)?.name;
  return { Value: value, Attributes: name ? { description: name } : {} };
}

function matchesText({ Value, Attributes }: NamedValue, text: string | undefined): boolean {
  if (!text) return true;
  return [Value, ...Object.values(Attributes)].some((each) => each.toLowerCase().includes(text.toLowerCase()));
}
