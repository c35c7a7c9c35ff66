import { driverPlace, driverThing } from "@/lib/budgets/driver-name";
import { driverKey, isLongKnown, type Drivers as Shown, written } from "@/lib/budgets/drivers";
import { moneyPlaces, percentText } from "@/lib/budgets/money-text";
import type { Cause } from "@/lib/query/change/effects";
import { dimensionLabel } from "@/lib/query/names";
import { Amount } from "../amount";
import { dayLabel, money, signedMoney } from "../format";
import { Cell, HeadCell, RowHead, Table } from "../ui/table";

type Props = { drivers: Shown; currency: string; periodStart: string };

const bases = {
  actual: "over the amount",
  forecast: "expected over the amount",
  pace: "ahead of an even pace",
};

const causeWords: Partial<Record<Cause, string>> = {
  days: "number of days",
  new: "new resources",
  vanished: "resources that are gone",
  quantity: "usage",
  coverage: "commitment coverage",
};

/** What the overrun is made of: parts and rest add up to it, to the last digit. */
export function Drivers({ drivers: found, currency, periodStart }: Props) {
  const { basis, overrun, drivers, rest } = written(found, moneyPlaces(currency));
  const caption = `What makes up the ${money(overrun, currency)} ${bases[basis]}`;
  return (
    <>
      <p className="mb-3 max-w-[75ch] text-muted text-sm">
        {`${money(overrun, currency)} ${bases[basis]}. Each part is what ${whoReached(drivers)} reached beyond the share of the budget that it had of the cost before.`}
      </p>
      <Table caption={caption}>
        <thead>
          <tr>
            <HeadCell>Who</HeadCell>
            <HeadCell numeric>Part</HeadCell>
            <HeadCell numeric>Share</HeadCell>
            <HeadCell numeric>Now</HeadCell>
            <HeadCell numeric>Before</HeadCell>
            <HeadCell>First seen</HeadCell>
            <HeadCell>Because of</HeadCell>
          </tr>
        </thead>
        <tbody>
          {drivers.map((driver) => (
            <tr key={driverKey(driver)}>
              <RowHead className="min-w-48">
                {driverThing(driver)}
                <p className="text-muted text-xs">{driverPlace(driver) || "No account"}</p>
              </RowHead>
              <Cell numeric>
                <Amount amount={driver.amount} currency={currency} />
              </Cell>
              <Cell numeric>{percentText(driver.share) ?? "–"}</Cell>
              <Cell numeric>{money(driver.now, currency)}</Cell>
              <Cell numeric>{money(driver.before, currency)}</Cell>
              <Cell className="whitespace-nowrap">
                {isLongKnown(driver, periodStart) ? "Over five months ago" : dayLabel(driver.firstSeen)}
              </Cell>
              <Cell className="min-w-52 text-muted">{causesText(driver.causes ?? [], currency)}</Cell>
            </tr>
          ))}
          <tr>
            <RowHead className="text-muted">{restName(rest.contributors)}</RowHead>
            <Cell numeric>
              <Amount amount={rest.amount} currency={currency} />
            </Cell>
            <Cell colSpan={5} />
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <RowHead>All of it</RowHead>
            <Cell numeric>
              <Amount amount={overrun} currency={currency} />
            </Cell>
            <Cell colSpan={5} />
          </tr>
        </tfoot>
      </Table>
    </>
  );
}

function whoReached([first]: Shown["drivers"]): string {
  if (!first?.part) return "a service in an account";
  return `a ${dimensionLabel(first.part.dimension).toLowerCase()} of a service in an account`;
}

const MOST_CAUSES = 2;

function causesText(causes: { cause: Cause; amount: string }[], currency: string): string {
  if (causes.length === 0) return "–";
  return causes
    .slice(0, MOST_CAUSES)
    .map(({ cause, amount }) => `${causeWords[cause] ?? cause} ${signedMoney(amount, currency)}`)
    .join(", ");
}

function restName(count: number): string {
  if (count === 0) return "The rest";
  return count === 1 ? "One other, with what rounding leaves" : `The ${count} others together`;
}
