import { dayLabel } from "@/components/format";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { EnteredRate } from "@/lib/rates/list";
import { RemoveRate } from "./remove-rate";

export function EnteredTable({ rates, canEdit }: { rates: EnteredRate[]; canEdit: boolean }) {
  if (rates.length === 0) return <p className="text-muted text-sm">No rate has been entered by hand.</p>;
  return (
    <Table caption="Each rate that was entered, the newest first" maxHeight="24rem">
      <thead>
        <tr>
          <HeadCell>Rate</HeadCell>
          <HeadCell>From</HeadCell>
          <HeadCell>Through</HeadCell>
          <HeadCell>Note</HeadCell>
          <HeadCell>Entered by</HeadCell>
          {canEdit && (
            <HeadCell>
              <span className="sr-only">Remove</span>
            </HeadCell>
          )}
        </tr>
      </thead>
      <tbody>
        {rates.map(({ base, quote, day, through, rate, note, enteredBy }) => (
          <tr key={`${base} ${quote} ${day}`}>
            <RowHead className="tabular whitespace-nowrap">{`1 ${base} = ${rate} ${quote}`}</RowHead>
            <Cell className="whitespace-nowrap">{dayLabel(day)}</Cell>
            <Cell className="whitespace-nowrap">{dayLabel(through)}</Cell>
            <Cell>{note}</Cell>
            <Cell>{enteredBy}</Cell>
            {canEdit && (
              <Cell numeric>
                <RemoveRate base={base} quote={quote} day={day} />
              </Cell>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
