import { chargeKind } from "../../focus/charge-kind";
import { canonical, type Enumeration, enumerations } from "../../focus/vocabulary";
import type { Field } from "./dimensions";

/** What the kind of a charge is derived from; a service's name only where it may matter, so that there are few. */
export const kindFields = [
  ...enumerations.map((column) => `"${column}"`),
  `CASE WHEN "CommitmentDiscountId" IS NULL THEN 'f' ELSE 't' END`,
  "is_negative",
  `CASE WHEN "ServiceName" ILIKE '%support%' THEN "ServiceName" END`,
  `CASE WHEN "ServiceSubcategory" ILIKE 'support' THEN "ServiceSubcategory" END`,
  '"ChargeSubcategory"',
  '"x_OutlayChargeKind"',
];

/** kind, category, class, frequency, and every enumeration that was spelled otherwise, as it came. */
export function kindTuple(fields: Field[]): Field[] {
  const written = fields.slice(0, enumerations.length);
  const [isCommitment, isNegative, serviceName, serviceSubcategory, subcategory, stated] = fields.slice(
    enumerations.length,
  );
  const read = (column: Enumeration) => canonical(column, written[enumerations.indexOf(column)] ?? null);
  const category = read("ChargeCategory") ?? "";
  const kind = chargeKind({
    category,
    class: read("ChargeClass"),
    frequency: read("ChargeFrequency"),
    isCommitment: isCommitment === "t",
    isNegative: isNegative === "t",
    serviceName: serviceName ?? null,
    serviceSubcategory: serviceSubcategory ?? null,
    subcategory: subcategory ?? null,
    stated: stated ?? null,
  });
  return [kind, category, read("ChargeClass"), read("ChargeFrequency"), otherSpellings(written)];
}

function otherSpellings(written: Field[]): Field {
  const other = enumerations.flatMap((column, index): [string, string][] => {
    const value = written[index] ?? null;
    return value === null || canonical(column, value) === value ? [] : [[column, value]];
  });
  return other.length === 0 ? null : JSON.stringify(Object.fromEntries(other));
}
