import type { Converted, Includes } from "@/lib/query/includes";
import { metricLabels } from "@/lib/query/names";
import { count, dayLabel, money } from "./format";

const kinds = ["credit", "refund", "tax", "support"] as const;
const plurals = { credit: "credits", refund: "refunds", tax: "tax", support: "support" };

type Props = {
  includes: Includes;
  /** Names what is inside without its amounts: for the smaller charts of a page that has them once. */
  brief?: boolean;
};

/** What is inside the numbers above, so that they can be laid beside the bill. */
export function IncludesNote({ includes, brief = false }: Props) {
  const { currency, metric, dataThrough, missing, conversion } = includes;
  const inside = kinds.flatMap((kind) => {
    const amount = includes[kind];
    if (amount === null) return [];
    return [brief ? plurals[kind] : `${plurals[kind]} ${money(amount, currency)}`];
  });
  const outside = kinds.filter((kind) => includes[kind] === null).map((kind) => plurals[kind]);
  return (
    <p className="mt-4 text-muted text-xs">
      {`${metricLabels[metric]} in ${currency}${brief ? "" : ", days in UTC"}. `}
      {inside.length > 0 && `Includes ${listed(inside)}. `}
      {!brief && outside.length > 0 && `No ${listed(outside, "or")} in this period. `}
      {missing > 0 &&
        `${count(missing)} charges state no ${metricLabels[metric].toLowerCase()} and are not in the sum. `}
      {dataThrough && `Data through ${dayLabel(dataThrough)}. `}
      {conversion && conversionWords(conversion, brief)}
    </p>
  );
}

/** "USD converted to EUR with ECB rates of each day", and what has no rate. */
function conversionWords({ to, from, origins, earlier, apart }: Converted, brief: boolean): string {
  const rates = origins.map((origin) => rateWords[origin]).join(" and ");
  const gap = earlier === 1 ? "1 day takes" : `${count(earlier)} days take`;
  const sentences = [
    from.length > 0 && `${listed(from)} converted to ${to} with ${rates} of each day.`,
    !brief && earlier > 0 && `${gap} the last earlier rate.`,
    ...apart.map((each) => {
      const days =
        each.days === 1 ? dayLabel(each.first) : `${count(each.days)} days, the first ${dayLabel(each.first)}`;
      return `${each.currency} stays apart: no rate to ${to} for ${days}.`;
    }),
  ];
  return sentences.filter(Boolean).join(" ");
}

const rateWords = { ecb: "ECB rates", hand: "rates entered by hand" };

function listed(words: string[], link = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${link} ${words.at(-1)}`;
}
