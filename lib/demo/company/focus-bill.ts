import { addDays, type Day, daysIn, monthOf } from "../../focus/period";
import { split, unitsFromDollars } from "../units";
import { chance, hexDigits } from "./chance";
import { discounted, priceOf, type Quantity, quantityFor } from "./focus-amounts";
import {
  accountNamed,
  type Coverage,
  commitmentColumns,
  coverageOf,
  coveredQuantity,
  purchaseRows,
  unusedRow,
} from "./focus-commitments";
import { extraRows, taxRows } from "./focus-fees";
import {
  costColumns,
  type FocusRow,
  joined,
  quantityColumns,
  type Resource,
  resourceColumns,
  serviceNamed,
  usageRow,
} from "./focus-row";
import type { Provider, Workload } from "./provider";
import { knownShare, usageLevel } from "./rhythm";

const DAYS_A_MONTH = 30.4;

/** Everything the provider knows today of a billing month, as rows of its FOCUS export. */
export function focusMonth(provider: Provider, month: Day, today: Day): FocusRow[] {
  const period = monthOf(month);
  if (period.from > today) return [];
  const days = daysIn(period).filter((day) => day <= today);
  const rows = [
    ...purchaseRows(provider, period.from).filter((row) => (row.ChargePeriodStart ?? "") <= `${today}T23`),
    ...extraRows(provider, period.from, today),
    ...days.flatMap((day) => provider.workloads.flatMap((workload) => workloadRows(provider, workload, day, today))),
  ];
  const all = [...rows, ...taxRows(provider, period.from, rows)];
  if (!provider.numbersInvoices || today < addDays(period.to, INVOICED_AFTER)) return all;
  const InvoiceId = hexDigits(10, provider.key, period.from).toUpperCase();
  return all.map((row) => joined(row, { InvoiceId }));
}

/** Days after its end in which a month has no invoice yet. */
const INVOICED_AFTER = 4;

function workloadRows(provider: Provider, workload: Workload, day: Day, today: Day): FocusRow[] {
  const resources = resourcesOf(provider, workload);
  const service = serviceNamed(provider, workload.service);
  const account = accountNamed(provider, workload.account);
  const shape = { ...service, rhythm: account.rhythm ?? service.rhythm };
  const level = usageLevel(day, shape, `${provider.key} ${workload.name}`) * knownShare(day, today);
  const cost = unitsFromDollars((workload.monthly / DAYS_A_MONTH) * level);
  const contracted = discounted(priceOf(service.price), service.discount);
  const quantities = split(
    cost,
    resources.map(({ weight }) => weight),
  ).map((part) => quantityFor(part, contracted));
  const commitment = provider.commitments.find((each) => each.workload === workload.name);
  if (!commitment) return resources.flatMap((resource, index) => onDemand(provider, resource, day, quantities[index]));
  const coverage = coverageOf(
    commitment,
    quantities.map((quantity) => quantity * contracted),
    day,
    today,
  );
  const covered = resources.flatMap((resource, index) =>
    coveredRows(provider, resource, day, { quantity: quantities[index] ?? 0n, coverage, index }),
  );
  return [...covered, unusedRow(provider, coverage, day, addDays(day, 1))];
}

function onDemand(provider: Provider, resource: Resource, day: Day, quantity: Quantity = 0n): FocusRow[] {
  if (quantity === 0n) return [];
  const { service } = resource;
  const list = priceOf(service.price);
  const contracted = discounted(list, service.discount);
  const cost = quantity * contracted;
  return [
    joined(
      usageRow(provider, resource, day),
      costColumns({ billed: cost, effective: cost, list: quantity * list, contracted: cost }),
      quantityColumns(quantity, list, contracted, service.unit),
    ),
  ];
}

type Covered = { quantity: Quantity; coverage: Coverage; index: number };

/** A resource's day is split: what the commitment covers is paid already, the rest is on demand. */
function coveredRows(
  provider: Provider,
  resource: Resource,
  day: Day,
  { quantity, coverage, index }: Covered,
): FocusRow[] {
  const { service } = resource;
  const { commitment, used } = coverage;
  const effective = used[index] ?? 0n;
  const list = priceOf(service.price);
  const contracted = discounted(list, service.discount);
  const part = coveredQuantity(effective, contracted, commitment);
  const covered = part < quantity ? part : quantity;
  const row = joined(
    usageRow(provider, resource, day),
    costColumns({ billed: 0n, effective, list: covered * list, contracted: covered * contracted }),
    quantityColumns(covered, list, contracted, service.unit),
    commitmentColumns(provider, commitment, day, "Used"),
  );
  return [row, ...onDemand(provider, resource, day, quantity - covered)];
}

const known = new WeakMap<Workload, Resource[]>();

function resourcesOf(provider: Provider, workload: Workload): Resource[] {
  const made = known.get(workload) ?? madeResources(provider, workload);
  known.set(workload, made);
  return made;
}

function madeResources(provider: Provider, workload: Workload): Resource[] {
  const service = serviceNamed(provider, workload.service);
  const account = accountNamed(provider, workload.account);
  return Array.from({ length: workload.count }, (_, index) => {
    const name = workload.count === 1 ? workload.name : `${workload.name}-${String(index + 1).padStart(2, "0")}`;
    const weight = BigInt(50 + Math.floor(100 * chance(provider.key, name)));
    return { name, weight, workload, service, fixed: resourceColumns(provider, workload, account, name) };
  });
}
