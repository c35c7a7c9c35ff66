import { IncludesNote } from "@/components/includes-note";
import type { Scope } from "@/lib/auth/scope";
import { includesOf } from "@/lib/query/includes";
import type { CostQuery } from "@/lib/query/spec";

/** What is in the numbers of one of the smaller charts. */
export async function Included({ scope, query, currency }: { scope: Scope; query: CostQuery; currency: string }) {
  const includes = await includesOf(scope, query);
  const mine = includes.find((each) => each.currency === currency);
  return mine ? <IncludesNote includes={mine} brief /> : null;
}
