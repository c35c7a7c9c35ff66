import type { Includes } from "@/lib/query/includes";
import { metricLabels } from "@/lib/query/names";
import { count, dayLabel, money } from "./format";

const kinds = ["credit", "refund", "tax", "support"] as const;
const plurals = { credit: "credits", refund: "refunds", tax: "tax", support: "support" };

/** What is inside the numbers above, so that they can be laid beside the bill. */
export function IncludesNote({ includes }: { includes: Includes }) {
  const { currency, metric, dataThrough, missing } = includes;
  const inside = kinds.flatMap((kind) => {
    const amount = includes[kind];
    return amount === null ? [] : [`${plurals[kind]} ${money(amount, currency)}`];
  });
  const outside = kinds.filter((kind) => includes[kind] === null).map((kind) => plurals[kind]);
  return (
    <p className="mt-4 text-muted text-xs">
      {`${metricLabels[metric]} in ${currency}, days in UTC. `}
      {inside.length > 0 && `Includes ${listed(inside)}. `}
      {outside.length > 0 && `No ${listed(outside, "or")} in this period. `}
      {missing > 0 &&
        `${count(missing)} charges state no ${metricLabels[metric].toLowerCase()} and are not in the sum. `}
      {dataThrough && `Data through ${dayLabel(dataThrough)}.`}
    </p>
  );
}

function listed(words: string[], link = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${link} ${words.at(-1)}`;
}
