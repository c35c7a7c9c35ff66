import { driverPlace, driverThing } from "@/lib/budgets/driver-name";
import { driverKey, isLongKnown, type Drivers as Shown, written } from "@/lib/budgets/drivers";
import { moneyPlaces, percentText } from "@/lib/budgets/money-text";
import type { Cause } from "@/lib/query/change/effects";
import { dimensionLabel } from "@/lib/query/names";
import { Amount } from "../amount";
import { dayLabel, money, signedMoney } from "../format";
import { classNames } from "../ui/class-names";
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
            <HeadCell numeric className={wide}>
              Share
            </HeadCell>
            <HeadCell numeric className={wide}>
              Now
            </HeadCell>
            <HeadCell numeric className={wide}>
              Before
            </HeadCell>
            <HeadCell className={wide}>First seen</HeadCell>
            <HeadCell className={wide}>Because of</HeadCell>
          </tr>
        </thead>
        <tbody>
          {drivers.map((driver) => (
            <Row key={driverKey(driver)} of={driver} currency={currency} periodStart={periodStart} />
          ))}
          <tr>
            <RowHead className="text-muted">{restName(rest.contributors)}</RowHead>
            <Cell numeric>
              <Amount amount={rest.amount} currency={currency} />
            </Cell>
            <Cell colSpan={5} className={wide} />
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <RowHead>All of it</RowHead>
            <Cell numeric>
              <Amount amount={overrun} currency={currency} />
            </Cell>
            <Cell colSpan={5} className={wide} />
          </tr>
        </tfoot>
      </Table>
    </>
  );
}

/** On a phone everything stands under who it is and under its part. */
function Row({ of, currency, periodStart }: { of: Shown["drivers"][number]; currency: string; periodStart: string }) {
  const seen = isLongKnown(of, periodStart) ? "over five months ago" : dayLabel(of.firstSeen);
  const causes = causesText(of.causes ?? [], currency);
  const share = percentText(of.share);
  return (
    <tr className="max-md:align-top">
      <RowHead className="md:min-w-48">
        {driverThing(of)}
        <p className="text-muted text-xs">{driverPlace(of) || "No account"}</p>
        <p className="text-muted text-xs md:hidden">{`First seen: ${seen}`}</p>
        {causes && <p className="text-muted text-xs md:hidden">{`Because of ${causes}`}</p>}
      </RowHead>
      <Cell numeric>
        <Amount amount={of.amount} currency={currency} />
        {share && <p className="text-muted text-xs md:hidden">{share}</p>}
        <p className="text-muted text-xs md:hidden">{`now ${money(of.now, currency)}`}</p>
        <p className="text-muted text-xs md:hidden">{`before ${money(of.before, currency)}`}</p>
      </Cell>
      <Cell numeric className={wide}>
        {share ?? "–"}
      </Cell>
      <Cell numeric className={wide}>
        {money(of.now, currency)}
      </Cell>
      <Cell numeric className={wide}>
        {money(of.before, currency)}
      </Cell>
      <Cell className={classNames("whitespace-nowrap first-letter:uppercase", wide)}>{seen}</Cell>
      <Cell className={classNames("min-w-52 text-muted", wide)}>{causes || "–"}</Cell>
    </tr>
  );
}

const wide = "max-md:hidden";

function whoReached([first]: Shown["drivers"]): string {
  if (!first?.part) return "a service in an account";
  return `a ${dimensionLabel(first.part.dimension).toLowerCase()} of a service in an account`;
}

const MOST_CAUSES = 2;

function causesText(causes: { cause: Cause; amount: string }[], currency: string): string {
  return causes
    .slice(0, MOST_CAUSES)
    .map(({ cause, amount }) => `${causeWords[cause] ?? cause} ${signedMoney(amount, currency)}`)
    .join(", ");
}

function restName(count: number): string {
  if (count === 0) return "The rest";
  return count === 1 ? "One other, with what rounding leaves" : `The ${count} others together`;
}
