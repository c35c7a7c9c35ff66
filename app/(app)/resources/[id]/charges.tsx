import { amountOnly, exactMoney, instantLabel } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { Scope } from "@/lib/auth/scope";
import { resourceCharges } from "@/lib/query/resource/charges";

const SHOWN = 50;

/** The newest charges as the provider wrote them. */
export async function Charges({ scope, id }: { scope: Scope; id: string }) {
  const { charges, more } = await resourceCharges(scope, id, { offset: 0, limit: SHOWN });
  return (
    <Panel id="charges" title="Charges" note={more ? `The newest ${SHOWN}` : undefined}>
      <Table caption="Charges of this resource" maxHeight="32rem">
        <thead>
          <tr>
            <HeadCell>From</HeadCell>
            <HeadCell>What</HeadCell>
            <HeadCell>Kind</HeadCell>
            <HeadCell numeric>Quantity</HeadCell>
            <HeadCell numeric>Billed</HeadCell>
            <HeadCell numeric>Effective</HeadCell>
            <HeadCell>Source</HeadCell>
          </tr>
        </thead>
        <tbody>
          {charges.map((charge, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two charges of a resource may be equal in everything
            <tr key={place}>
              <RowHead className="whitespace-nowrap" title={`until ${instantLabel(charge.end)}`}>
                {instantLabel(charge.start)}
              </RowHead>
              <Cell className="min-w-64">{charge.description ?? charge.sku ?? charge.service}</Cell>
              <Cell className="whitespace-nowrap">{charge.kind}</Cell>
              <Cell numeric>{charge.quantity === null ? "" : `${charge.quantity} ${charge.unit ?? ""}`}</Cell>
              <Cell numeric title={exactMoney(charge.billed, charge.currency)}>
                {amountOnly(charge.billed, charge.currency)}
              </Cell>
              <Cell numeric title={exactMoney(charge.effective, charge.currency)}>
                {amountOnly(charge.effective, charge.currency)}
              </Cell>
              <Cell className="whitespace-nowrap">{charge.source}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
