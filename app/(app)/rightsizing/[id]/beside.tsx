import Link from "next/link";
import { Amount } from "@/components/amount";
import { Panel } from "@/components/ui/panel";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { AdviceCard } from "@/lib/rightsizing/list/card";
import { stateLabels } from "@/lib/rightsizing/words";
import { sourceName, stateColors } from "../advice-words";

/** Other advice on the same resource, the provider's too; the figures stand beside each other and are never added. */
export function Beside({ card: { beside, resourceName, resourceId } }: { card: AdviceCard }) {
  if (beside.length === 0) return null;
  return (
    <Panel
      id="beside"
      title="Other advice on this resource"
      note="Each with its own figures. In the total at most one of those that exclude each other counts."
    >
      <Table caption={`Other advice on ${resourceName ?? resourceId}`}>
        <thead>
          <tr>
            <HeadCell>Recommendation</HeadCell>
            <HeadCell>By</HeadCell>
            <HeadCell numeric>Saves a month</HeadCell>
            <HeadCell numeric>At list price</HeadCell>
            <HeadCell numeric>In the total</HeadCell>
            <HeadCell>State</HeadCell>
          </tr>
        </thead>
        <tbody>
          {beside.map(({ id, title, source, saving, listSaving, listCurrency, counted, currency, state }) => (
            <tr key={id}>
              <RowHead>
                <Link href={`/rightsizing/${id}`} className="text-link">
                  {title}
                </Link>
              </RowHead>
              <Cell className="whitespace-nowrap">{sourceName(source)}</Cell>
              <Cell numeric>
                <Amount amount={saving} currency={currency} />
              </Cell>
              <Cell numeric>
                {listSaving === null ? "–" : <Amount amount={listSaving} currency={listCurrency ?? currency} />}
              </Cell>
              <Cell numeric>
                <Amount amount={counted} currency={currency} />
              </Cell>
              <Cell>
                <Status state={stateColors[state]}>{stateLabels[state]}</Status>
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
