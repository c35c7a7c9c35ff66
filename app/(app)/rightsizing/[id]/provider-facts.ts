import { z } from "zod";
import { instantLabel, money, percent } from "@/components/format";

const text = z.string().nullish().catch(null);
const amount = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .nullish()
  .catch(null);

/** What is kept of a provider's answer; a part that is not as it should be is left out. */
const Said = z.object({
  id: text,
  reasons: z.array(z.string()).catch([]),
  utilisation: z.array(z.object({ metric: z.string(), statistic: z.string(), value: z.number() })).catch([]),
  refreshedAt: z.iso.datetime().nullish().catch(null),
  monthlyCost: amount,
  rollbackPossible: z.boolean().nullish().catch(null),
  saving: z.object({ list: amount, afterDiscounts: amount }).nullish().catch(null),
  purchase: z
    .object({
      termYears: z.number(),
      payment: z.string(),
      hourlyCommitment: amount,
      instances: text,
      upfront: amount,
      expectedUtilisation: amount,
      expectedCoverage: amount,
      breakEvenMonths: text,
    })
    .nullish()
    .catch(null),
});
type Purchase = NonNullable<z.output<typeof Said>["purchase"]>;

type Fact = [name: string, value: string];

/** A provider's own figures, each by its name. */
export function providerFacts(given: Record<string, unknown>, currency: string): Fact[] {
  const { id, reasons, utilisation, refreshedAt, monthlyCost, rollbackPossible, saving, purchase } = Said.parse(given);
  const inMoney = (value: string | null | undefined) => value && money(value, currency);
  return told([
    ["Costs a month", inMoney(monthlyCost)],
    ["Saves a month, after discounts", inMoney(saving?.afterDiscounts)],
    ["Saves a month, at list price", inMoney(saving?.list)],
    ["Reasons", reasons.map(spaced).join(", ")],
    ...utilisation.map(
      ({ metric, statistic, value }): Fact => [usageName(metric, statistic), usageText(metric, value)],
    ),
    ...(purchase ? purchaseFacts(purchase, inMoney) : []),
    ["Can be undone", rollbackPossible == null ? null : rollbackPossible ? "Yes" : "No"],
    ["As of", refreshedAt && instantLabel(refreshedAt)],
    ["Its id", id],
  ]);
}

function purchaseFacts(purchase: Purchase, inMoney: (value: string | null | undefined) => Maybe): [string, Maybe][] {
  const { termYears, payment, hourlyCommitment, instances, upfront } = purchase;
  return [
    ["Term", termYears === 1 ? "1 year" : `${termYears} years`],
    ["Payment", payment],
    ["An hour", inMoney(hourlyCommitment)],
    ["Instances", instances],
    ["Upfront", inMoney(upfront)],
    ["Expected utilisation", share(purchase.expectedUtilisation)],
    ["Expected coverage", share(purchase.expectedCoverage)],
    ["Breaks even after", purchase.breakEvenMonths && `${purchase.breakEvenMonths} months`],
  ];
}

type Maybe = string | null | undefined;

const told = (facts: [string, Maybe][]): Fact[] => facts.flatMap(([name, value]) => (value ? [[name, value]] : []));
const share = (value: Maybe) => value && percent(Number(value) / 100);

const usageName = (metric: string, statistic: string) => `${spaced(metric)}, ${spaced(statistic).toLowerCase()}`;
const usageText = (metric: string, value: number) =>
  /^(cpu|memory|gpu|gpu_?memory)$/i.test(metric) ? `${value} %` : String(value);

/** "CPUOverprovisioned" and "EBS_READ_OPS" as words. */
function spaced(name: string): string {
  const words = name
    .replaceAll("_", " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(" ")
    .map((word) => (/^(cpu|gpu|ebs|iops|vcpu)$/i.test(word) ? word.toUpperCase() : word.toLowerCase()))
    .join(" ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
