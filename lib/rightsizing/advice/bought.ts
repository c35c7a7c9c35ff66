import { Money } from "../../focus/money";
import type { ProviderAdvice } from "../../sources/advice";
import { familyOf, type Service } from "../ledger/skus";
import { MONTH_HOURS } from "../words";
import type { Bought } from "./proposal";

const services: [RegExp, Service][] = [
  [/sage ?maker/i, "learning"],
  [/dynamo ?db/i, "tables"],
  [/memory ?db/i, "memory"],
  [/database ?_?(sp\b|savings)/i, "database"],
  [/relational database|\brds/i, "database"],
  [/elasti ?cache/i, "cache"],
  [/open ?search|elasticsearch/i, "search"],
  [/redshift/i, "warehouse"],
];

const anySize = { family: null, type: null, engine: null };

const MACHINE = /\b(?:(?:db|cache|ml)\.)?[a-z]{1,4}\d[a-z0-9-]*(?:\.[a-z0-9-]+)*\b/;
const ENGINE = /\b(mysql|postgres(?:ql)?|mariadb|oracle|sql ?server|redis|valkey|memcached)\b/i;

/** What a purchase is for, read off what its provider calls it: plans for all compute name no machine. */
export function boughtBy({ purchase, current, recommended, region }: ProviderAdvice): Bought {
  const text = [purchase?.type, current, recommended].filter(Boolean).join(" ");
  const service = services.find(([pattern]) => pattern.test(text))?.[1] ?? "instance";
  if (/compute ?_?(sp\b|savings)/i.test(text)) return { service, region: null, family: null, type: null, engine: null };
  // Plans for databases and for machine learning are for any size in any region, capacity of tables is of a region.
  if (service === "learning" || /database ?_?(sp\b|savings)/i.test(text)) return { service, ...anySize, region: null };
  if (service === "tables") return { service, ...anySize, region };
  const machine = MACHINE.exec(text)?.[0] ?? null;
  const engine =
    ENGINE.exec(text)?.[1]
      ?.toLowerCase()
      .replace(" ", "")
      .replace(/^postgresql$/, "postgres") ?? null;
  return {
    service,
    region,
    family: machine && familyOf(machine),
    // Plans are for every size of a family.
    type: machine?.includes(".") && service !== "instance" ? machine : null,
    engine: service === "instance" ? null : engine,
  };
}

/** Names what is bought, the same when its amount changes from one day to the next. */
export function nameOfPurchase({ purchase, current, recommended }: ProviderAdvice): string {
  const what = withoutAmounts(recommended ?? "");
  const type = purchase && !what.startsWith(purchase.type) ? purchase.type : null;
  const words = [purchase?.commitment, type, purchase ? null : current, what];
  return `purchase: ${words.filter(Boolean).join(" ")}`.trim();
}

function withoutAmounts(text: string): string {
  return text
    .replace(/[$€£]?(?<![\w.])\d+(?:[.,]\d+)*(?![\w.])/g, "")
    .replace(/^\s*x\s+|\s*,?\s*(?:an hour|\/ ?hour|per hour)/gi, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** What a month of the usage costs on demand: what is committed to, and what that saves. */
export function onDemandBefore({ purchase }: ProviderAdvice, saving: Money): Money | null {
  const hourly = purchase?.hourlyCommitment;
  if (!hourly || !/^\d+(\.\d+)?$/.test(hourly)) return null;
  return new Money(hourly).times(MONTH_HOURS).plus(saving);
}
