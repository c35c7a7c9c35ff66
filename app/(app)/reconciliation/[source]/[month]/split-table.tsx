import { Amount } from "@/components/amount";
import { dayLabel, exactMoney, signedMoney } from "@/components/format";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import { plain, sumOf } from "@/lib/focus/money";
import type { Split } from "@/lib/ledger/reconciliation/evidence";
import { differs } from "@/lib/ledger/reconciliation/verdict";

type Props = { caption: string; head: string; splits: Split[]; currency: string; isDays?: boolean };

/** Ours beside what is stated, with the rows that differ marked. */
export function SplitTable({ caption, head, splits, currency, isDays = false }: Props) {
  const isStated = splits.some(({ stated }) => stated !== null);
  return (
    <Table caption={caption} maxHeight="36rem">
      <thead>
        <tr>
          <HeadCell>{head}</HeadCell>
          <HeadCell numeric>In the ledger</HeadCell>
          {isStated && <HeadCell numeric>Control total</HeadCell>}
          {isStated && <HeadCell numeric>Difference</HeadCell>}
        </tr>
      </thead>
      <tbody>
        {splits.map(({ name, ours, stated }) => {
          const other = stated ?? "0";
          const isDifferent = isStated && differs(ours, other);
          const difference = plain(sumOf([ours]).minus(other));
          return (
            <tr key={name}>
              <RowHead className="whitespace-nowrap first-letter:uppercase">{isDays ? dayLabel(name) : name}</RowHead>
              <Cell numeric>
                <Amount amount={ours} currency={currency} />
              </Cell>
              {isStated && (
                <Cell numeric>
                  {stated === null ? (
                    <span className="text-faint">none</span>
                  ) : (
                    <Amount amount={stated} currency={currency} />
                  )}
                </Cell>
              )}
              {isStated && (
                <Cell numeric>
                  {isDifferent ? (
                    <Status state="bad">
                      <data value={difference} title={exactMoney(difference, currency)}>
                        {signedMoney(difference, currency)}
                      </data>
                    </Status>
                  ) : (
                    <span className="text-faint">equal</span>
                  )}
                </Cell>
              )}
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
