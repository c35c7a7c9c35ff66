import Link from "next/link";
import { Amount } from "@/components/amount";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { AdviceRow } from "@/lib/rightsizing/list/advice-list";
import { stateLabels } from "@/lib/rightsizing/words";
import { sourceName, stateColors } from "./advice-words";

/** Advice on one resource, ours and the providers': each with its own figures, which are never added. */
export function AdviceBrief({ caption, items }: { caption: string; items: AdviceRow[] }) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <HeadCell>Recommendation</HeadCell>
          <HeadCell numeric>Saves a month</HeadCell>
          <HeadCell numeric className="max-md:hidden">
            At list price
          </HeadCell>
          <HeadCell numeric className="max-md:hidden">
            In the total
          </HeadCell>
          <HeadCell className="max-md:hidden">State</HeadCell>
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, title, source, saving, listSaving, listCurrency, counted, currency, state }) => (
          <tr key={id}>
            <RowHead>
              <Link href={`/rightsizing/${id}`} className="break-words text-link">
                {title}
              </Link>
              <p className="text-muted text-xs">
                {`by ${sourceName(source)}`}
                <span className="md:hidden">{`, ${stateLabels[state].toLowerCase()}`}</span>
              </p>
            </RowHead>
            <Cell numeric>
              <Amount amount={saving} currency={currency} />
            </Cell>
            <Cell numeric className="max-md:hidden">
              {listSaving === null ? "–" : <Amount amount={listSaving} currency={listCurrency ?? currency} />}
            </Cell>
            <Cell numeric className="max-md:hidden">
              <Amount amount={counted} currency={currency} />
            </Cell>
            <Cell className="max-md:hidden">
              <Status state={stateColors[state]}>{stateLabels[state]}</Status>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
