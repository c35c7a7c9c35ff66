import Link from "next/link";
import { Amount } from "@/components/amount";
import { Panel } from "@/components/ui/panel";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { Scope } from "@/lib/auth/scope";
import { type AdviceRow, adviceList } from "@/lib/rightsizing/list/advice-list";
import { verdictList } from "@/lib/rightsizing/list/overview";
import { stateLabels, verdictLabels } from "@/lib/rightsizing/words";
import { sourceName, stateColors } from "../../rightsizing/advice-words";

const MOST = 20;

/** The verdict on its size and use, and what is advised; nothing where nobody has looked at it. */
export async function Advice({ scope, id, now }: { scope: Scope; id: string; now: Date }) {
  const [[verdict], { items }] = await Promise.all([
    verdictList(scope, { resource: id, limit: 1, offset: 0 }),
    adviceList(scope, { filter: { resource: [id] }, sort: "saving", limit: MOST }, now),
  ]);
  if (!verdict && items.length === 0) return null;
  const said = verdict ? `${verdictLabels[verdict.verdict]}. ${verdict.reason}` : undefined;
  return (
    <Panel id="advice" title="Recommendations" note={said}>
      {items.length === 0 ? <p className="text-muted">Nothing is advised.</p> : <AdviceOf items={items} />}
    </Panel>
  );
}

function AdviceOf({ items }: { items: AdviceRow[] }) {
  return (
    <Table caption="What is advised">
      <thead>
        <tr>
          <HeadCell>Recommendation</HeadCell>
          <HeadCell>By</HeadCell>
          <HeadCell numeric>Saves a month</HeadCell>
          <HeadCell>State</HeadCell>
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, title, source, saving, currency, state }) => (
          <tr key={id}>
            <RowHead>
              <Link href={`/rightsizing/${id}`} className="text-link">
                {title}
              </Link>
            </RowHead>
            <Cell>{sourceName(source)}</Cell>
            <Cell numeric>
              <Amount amount={saving} currency={currency} />
            </Cell>
            <Cell>
              <Status state={stateColors[state]}>{stateLabels[state]}</Status>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
