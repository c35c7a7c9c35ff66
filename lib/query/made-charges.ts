import fc from "fast-check";
import { fixedDimensions, isBare, type Operator, operators } from "../focus/dimension";
import { addDays } from "../focus/period";
import { type MadeCharge, plainCharge } from "./made-ledger";
import type { Dimension, Grain } from "./names";
import { grains, isTag, taggings, tagKey } from "./names";
import { type Condition, CostQuery } from "./spec";

/** For tests: charges and questions that meet often, with names that would break careless SQL or URLs. */
const awkward = [
  "a",
  "A",
  "Amazon EC2",
  "it's",
  'say "x"',
  "50%_off",
  "a,b",
  "a\\b",
  "x:eq:y",
  "",
  "日本",
  "'; drop table charge; --",
  "$1",
  "ا",
];
const word = fc.constantFrom(...awkward);
const maybe = fc.option(word, { nil: null, freq: 3 });
const tagKeys = ["team", "user:team", "eq:eq", "a,b", "it's", "\\", "$1"];

const cents = fc.integer({ min: -500_000, max: 500_000 }).map((value) => (value / 100).toFixed(2));
const cost = fc.oneof(
  { weight: 5, arbitrary: cents },
  fc.constantFrom(
    "0",
    "0.0000000001",
    "-0.00000000007",
    "1234567890.123456789012345",
    "-98765432109876.5",
    "0.000000000000000000001",
  ),
);

const days = ["2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01", "2026-03-02", "2026-03-31"];

export const charge: fc.Arbitrary<MadeCharge> = fc
  .record({
    currency: fc.constantFrom("USD", "USD", "EUR"),
    provider: maybe,
    billingAccount: fc.constantFrom("payer", "it's"),
    subAccount: maybe,
    service: maybe,
    serviceCategory: maybe,
    region: maybe,
    resource: maybe,
    resourceType: maybe,
    sku: maybe,
    chargeCategory: fc.constantFrom("Usage", "Tax"),
    chargeKind: fc.constantFrom("usage", "tax", "credit"),
    commitment: maybe,
    source: fc.constantFrom("export", "it's"),
    measured: fc.boolean(),
    tags: fc.option(fc.dictionary(fc.constantFrom(...tagKeys), word, { maxKeys: 3 }), { nil: null, freq: 3 }),
    day: fc.constantFrom(...days),
    hour: fc.integer({ min: 0, max: 23 }),
    hours: fc.constantFrom(1, 1, 24, 24 * 30),
    billed: cost,
    effective: cost,
    list: fc.option(cost, { nil: null, freq: 3 }),
    contracted: fc.option(cost, { nil: null, freq: 3 }),
  })
  .map(({ day, hour, hours, ...rest }) => {
    const start = `${day}T${String(hour).padStart(2, "0")}:00:00.000Z`;
    const end = new Date(new Date(start).getTime() + hours * 3_600_000).toISOString();
    // A source that cannot know tags has none.
    return { ...plainCharge, ...rest, tags: rest.measured ? rest.tags : null, start, end };
  });

export const dimension: fc.Arbitrary<Dimension> = fc.constantFrom(
  ...fixedDimensions,
  ...tagKeys.map((key): Dimension => `tag.${key}`),
);

export const condition: fc.Arbitrary<Condition> = fc
  .record({
    dimension,
    operator: fc.constantFrom(...operators),
    values: fc.array(
      fc.oneof({ weight: 3, arbitrary: word }, fc.constantFrom("usage", "payer", "export", ...taggings), fc.string()),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  })
  .map(({ dimension, operator, values }) => ({ dimension, operator, values: fitting(operator, values) }));

function fitting(operator: Operator, values: string[]): string[] {
  if (isBare(operator)) return [];
  return operator === "in" || operator === "notin" ? values : values.slice(0, 1);
}

const period = fc.oneof(
  fc.constant({ from: "2026-01-01", to: "2026-04-01" }),
  fc.constantFrom("2026-01-01", "2026-02-01").map((from) => ({ from, to: "2026-03-01" })),
  fc
    .tuple(fc.constantFrom("2026-01-30", ...days), fc.integer({ min: 1, max: 60 }))
    .map(([from, length]) => ({ from, to: addDays(from, length) })),
);

export const question: fc.Arbitrary<CostQuery> = fc
  .record({
    period,
    grain: fc.constantFrom(...grains.filter((grain) => grain !== "hour")) as fc.Arbitrary<Grain>,
    groupBy: fc.uniqueArray(dimension, { maxLength: 3 }),
    where: fc.array(condition, { maxLength: 2 }),
    metric: fc.constantFrom("billed", "effective", "list", "contracted"),
    compare: fc.option(period, { nil: undefined }),
  })
  .map(({ compare, ...query }) => (compare ? { ...query, compare } : query) as CostQuery)
  .filter((query) => CostQuery.safeParse(query).success);

/** The value of a dimension of one charge, read off the charge itself. */
export function keyOf(made: MadeCharge, name: Dimension): string | null {
  if (isTag(name)) return made.tags?.[tagKey(name)] ?? null;
  if (name !== "tagging") return made[name as Exclude<typeof name, "tagging">] ?? null;
  if (!made.measured) return "not measured";
  return Object.keys(made.tags ?? {}).length > 0 ? "tagged" : "untagged";
}

// ASCII only, as in a database of any locale.
const lower = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Whether a charge satisfies a condition, as a person would say. */
export function holds(made: MadeCharge, { dimension: name, operator, values }: Condition): boolean {
  const value = keyOf(made, name);
  const [first = ""] = values;
  if (operator === "absent") return value === null;
  if (operator === "present") return value !== null;
  if (operator === "ne" || operator === "notin") return value === null || !values.includes(value);
  if (value === null) return false;
  if (operator === "contains") return lower(value).includes(lower(first));
  return operator === "startswith" ? lower(value).startsWith(lower(first)) : values.includes(value);
}
