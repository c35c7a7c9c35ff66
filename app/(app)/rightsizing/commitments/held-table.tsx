import { Amount } from "@/components/amount";
import { dayLabel, money, percent } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { ShownCommitment } from "@/lib/rightsizing/commitments/commitments";

/** Commitments that the bill shows: how much of each is used, and when it ends. */
export function HeldTable({ held }: { held: ShownCommitment[] }) {
  return (
    <Panel id="held" title="What is held" note="Used and unused are effective cost of the last thirty complete days.">
      {held.length === 0 ? (
        <p className="text-muted">The bill shows no commitment.</p>
      ) : (
        <Table caption="Commitments">
          <thead>
            <tr>
              <HeadCell>Commitment</HeadCell>
              <HeadCell>Utilisation</HeadCell>
              <HeadCell numeric className="max-sm:hidden">
                Used
              </HeadCell>
              <HeadCell numeric className="max-sm:hidden">
                Unused
              </HeadCell>
              <HeadCell className="max-sm:hidden">Ends</HeadCell>
            </tr>
          </thead>
          <tbody>
            {held.map((each) => (
              <tr key={`${each.id} ${each.currency}`}>
                <RowHead className="min-w-40 md:max-w-96">
                  <span className="break-all">{each.name ?? each.id}</span>
                  <p className="break-words text-muted text-xs">
                    {[each.provider, each.type].filter(Boolean).join(", ")}
                    {each.name !== null && <span className="break-all max-md:hidden">{`, ${each.id}`}</span>}
                  </p>
                  <p className="tabular mt-1 text-xs sm:hidden">
                    {`${money(each.used, each.currency)} used, ${money(each.unused, each.currency)} unused`}
                  </p>
                  <p className="text-muted text-xs sm:hidden">{`Ends: ${endText(each)}`}</p>
                </RowHead>
                <Cell>
                  <Utilisation share={each.utilisation} />
                </Cell>
                <Cell numeric className="max-sm:hidden">
                  <Amount amount={each.used} currency={each.currency} />
                </Cell>
                <Cell numeric className="max-sm:hidden">
                  <Amount amount={each.unused} currency={each.currency} />
                </Cell>
                <Cell className="whitespace-nowrap max-sm:hidden">{endText(each)}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}

const WELL_USED = 0.95;
const BADLY_USED = 0.8;

function Utilisation({ share }: { share: number | null }) {
  if (share === null) return <span className="text-faint">unknown</span>;
  const state = share >= WELL_USED ? "good" : share >= BADLY_USED ? "warn" : "bad";
  return <Status state={state}>{percent(share)}</Status>;
}

function endText({ ends, daysLeft }: ShownCommitment): string {
  if (ends === null || daysLeft === null) return "the bill does not say";
  if (daysLeft < 0) return `ended ${dayLabel(ends)}`;
  return daysLeft <= 60 ? `${dayLabel(ends)}, in ${daysLeft} days` : dayLabel(ends);
}
