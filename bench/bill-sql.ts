/** The made bill: a year of an estate that grows with its rows, the same in every run. */
const FIRST_DAY = "2025-11-01";
export const AFTER_LAST_DAY = "2026-11-01";
export const MONTHS = [
  ...["2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"],
  ...["2026-05-01", "2026-06-01", "2026-07-01", "2026-08-01", "2026-09-01", "2026-10-01"],
];

const DAYS = 365;
const LINES = 3;
const STEADY = 0.6;
const LIFE = 12;

/** Three in five places hold one resource all year, the others a new one every twelve days, each with three charges a day. */
export function placesFor(rows: number): number {
  return Math.max(10, Math.round(rows / DAYS / LINES));
}

/** A number from 0 to `many` - 1 that hangs on nothing but its seed. */
const pick = (many: number, ...seed: string[]) => `(hash(${seed.join(", ")}) % ${many})::INTEGER`;
/** The same with small numbers far more often, as services and accounts are. */
const skewed = (many: number, ...seed: string[]) =>
  `floor(${many} * pow((hash(${seed.join(", ")}) % 1000000) / 1000000.0, 2))::INTEGER`;
const oneOf = (index: string, ...names: string[]) => `([${names.map((name) => `'${name}'`).join(", ")}])[1 + ${index}]`;

const categories = ["Compute", "Storage", "Databases", "Networking", "Analytics", "AI and Machine Learning"];

/** One row a place, day and line of the month: everything that the columns are worked out from. */
function cells(month: string, places: number): string {
  const steady = Math.floor(places * STEADY);
  return `
    SELECT *, ${pick(3, "account", "'cloud'")} AS cloud,
      service_at + 20 * ${pick(3, "account", "'cloud'")} AS service,
      hash(service_at, account % 3, region, l, variant) AS sku,
      1 + hash(service_at, account % 3, region, l, variant) % 90000000 AS price
    FROM (SELECT *, ${skewed(40, "r", "'account'")} AS account, ${skewed(20, "r", "'service'")} AS service_at,
        ${skewed(15, "r", "'region'")} AS region, ${pick(40, "r", "'variant'")} AS variant,
        ${pick(100, "r", "'tagged'")} < 88 AS is_tagged, ${pick(100, "r", "'covered'")} < 15 AS is_covered,
        ${pick(200, "r", "d", "l")} AS dice, 1 + hash(r, d, l, 'quantity') % 24000 AS quantity
      FROM (SELECT d, s, l, day,
          CASE WHEN s < ${steady} THEN s ELSE ${places} + s * 40 + (d + s % ${LIFE}) // ${LIFE} END AS r
        FROM (SELECT d::INTEGER AS d, DATE '${FIRST_DAY}' + d::INTEGER AS day FROM range(${DAYS}) days(d)) days,
          range(${places}) places(s), range(${LINES}) lines(l)
        WHERE date_trunc('month', day) = DATE '${month}'))`;
}

/** Costs are whole units of 10^-10; `factor` in percent restates them. */
function priced(month: string, places: number, factor: number): string {
  return `
    SELECT *, CASE WHEN dice = 0 THEN 'Credit' WHEN dice = 1 THEN 'Tax' WHEN dice = 2 THEN 'Purchase' ELSE 'Usage' END AS kind,
      CASE WHEN dice = 0 THEN -1 ELSE 1 END * price::BIGINT * quantity::BIGINT * ${factor} // 100 AS list
    FROM (${cells(month, places)})`;
}

const money = (units: string) => `CAST(CAST(${units} AS DECIMAL(18, 0)) AS DECIMAL(28, 10)) * 0.0000000001`;
const amount = (units: string) => `CAST(${money(units)} AS DECIMAL(18, 10))`;
const covered = (yes: string, no = "NULL") => `CASE WHEN is_covered AND kind = 'Usage' THEN ${yes} ELSE ${no} END`;
const isTax = (no: string) => `CASE WHEN kind = 'Tax' THEN NULL ELSE ${no} END`;

const columns: [name: string, value: string][] = [
  ["AvailabilityZone", isTax(`'region-' || region || ${oneOf(pick(3, "r", "'zone'"), "a", "b", "c")}`)],
  ["BilledCost", covered("CAST(0 AS DECIMAL(18, 10))", amount("list * 9 // 10"))],
  ["BillingAccountId", "'payer-' || cloud"],
  ["BillingAccountName", "'Payer ' || cloud"],
  ["BillingCurrency", "'USD'"],
  ["BillingPeriodEnd", "CAST(date_trunc('month', day) + INTERVAL 1 MONTH AS TIMESTAMP)"],
  ["BillingPeriodStart", "CAST(date_trunc('month', day) AS TIMESTAMP)"],
  ["ChargeCategory", "kind"],
  ["ChargeClass", "NULL::VARCHAR"],
  [
    "ChargeDescription",
    "'Line ' || l || ' of service ' || service || ', variant ' || variant || ' in region-' || region",
  ],
  ["ChargeFrequency", "CASE WHEN kind = 'Usage' THEN 'Usage-Based' ELSE 'One-Time' END"],
  ["ChargePeriodEnd", "CAST(day + 1 AS TIMESTAMP)"],
  ["ChargePeriodStart", "CAST(day AS TIMESTAMP)"],
  ["CommitmentDiscountCategory", covered("'Spend'")],
  ["CommitmentDiscountId", covered("'plan-' || cloud || '-' || account % 4")],
  ["CommitmentDiscountName", covered("'Savings plan ' || account % 4")],
  ["CommitmentDiscountStatus", covered("'Used'")],
  ["CommitmentDiscountType", covered("'Savings Plan'")],
  ["ConsumedQuantity", `CAST(CASE WHEN kind = 'Usage' THEN quantity::DECIMAL(18, 3) / 1000 END AS DECIMAL(18, 6))`],
  ["ConsumedUnit", "CASE WHEN kind = 'Usage' THEN 'Hours' END"],
  ["ContractedCost", amount("list * 9 // 10")],
  ["ContractedUnitPrice", isTax(amount("price::BIGINT * 900"))],
  ["EffectiveCost", covered(amount("list * 7 // 10"), amount("list * 9 // 10"))],
  ["InvoiceIssuerName", oneOf("cloud", "AWS", "Microsoft", "Google Cloud")],
  ["ListCost", amount("list")],
  ["ListUnitPrice", isTax(amount("price::BIGINT * 1000"))],
  ["PricingCategory", covered("'Committed'", "'Standard'")],
  ["PricingQuantity", `CAST(quantity::DECIMAL(18, 3) / 1000 AS DECIMAL(18, 6))`],
  ["PricingUnit", "'Hours'"],
  ["ProviderName", oneOf("cloud", "AWS", "Microsoft", "Google Cloud")],
  ["PublisherName", oneOf("cloud", "AWS", "Microsoft", "Google Cloud")],
  ["RegionId", isTax("'region-' || region")],
  ["RegionName", isTax("'Region ' || region")],
  ["ResourceId", isTax("'arn:cloud:' || cloud || ':' || account || ':service-' || service || ':resource/' || r")],
  ["ResourceName", isTax("'resource-' || r")],
  ["ResourceType", isTax("'type-' || service % 12")],
  ["ServiceCategory", oneOf("(service % 6)", ...categories)],
  ["ServiceName", "'Service ' || service"],
  ["SkuId", "'SKU' || (sku % 100000)"],
  ["SkuPriceId", "'SKU' || (sku % 100000) || '.' || variant"],
  ["SubAccountId", "'account-' || account"],
  ["SubAccountName", "'Account ' || account"],
  [
    "Tags",
    `CASE WHEN is_tagged AND kind <> 'Tax' THEN json_object('env', ${oneOf(pick(4, "r", "'env'"), "prod", "stage", "test", "dev")},
    'team', 'team-' || ${skewed(30, "r", "'team'")}, 'app', 'app-' || ${skewed(400, "r", "'app'")},
    'cost-center', 'cc-' || ${pick(60, "r", "'centre'")}, 'owner', 'owner-' || ${pick(300, "r", "'owner'")})::VARCHAR END`,
  ],
  ["InvoiceId", "'invoice-' || cloud || '-' || strftime(day, '%Y-%m')"],
  ["x_SourceId", "'export-' || cloud"],
];

/** The charges of one month in FOCUS 1.0 columns, InvoiceId and one of nobody's. */
export function chargesOf(month: string, places: number, factor = 100): string {
  const list = columns.map(([name, value]) => `${value} AS "${name}"`).join(",\n  ");
  return `SELECT ${list} FROM (${priced(month, places, factor)}) ORDER BY day, s, l`;
}

/** The same with instants as a provider writes them in csv. */
export function asText(parquet: string): string {
  const instants = columns.map(([name]) => name).filter((name) => /Period(Start|End)$/.test(name));
  const written = instants.map((name) => `strftime("${name}", '%Y-%m-%dT%H:%M:%SZ') AS "${name}"`);
  return `SELECT * REPLACE (${written.join(", ")}) FROM read_parquet('${parquet}')`;
}

/** The wide table that the raw COPY fills: every column with its own type, as one would write it down at first. */
export function wideTable(name: string): string {
  const typeOf = (column: string) => {
    if (/Period(Start|End)$/.test(column)) return "timestamptz";
    if (/Cost$|Quantity$|UnitPrice$/.test(column)) return "numeric";
    return column === "Tags" ? "jsonb" : "text";
  };
  return `create unlogged table ${name} (${columns.map(([column]) => `"${column}" ${typeOf(column)}`).join(", ")})`;
}
