import { PiggyBank } from "lucide-react";
import Link from "next/link";
import { Amount } from "@/components/amount";
import { dayLabel, percent } from "@/components/format";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import { dayOf } from "@/lib/focus/period";
import type { AdviceRow } from "@/lib/rightsizing/list/advice-list";
import { actionLabels, OURS, stateLabels, verdictLabels } from "@/lib/rightsizing/words";
import { effortWords, riskWord, sourceName, stateColors } from "./advice-words";
import { BulkForm } from "./bulk-form";
import { isNarrowed, type SavingsView } from "./view";

type Props = { items: AdviceRow[]; view: SavingsView; now: Date; mayAct: boolean };

/** The list, with a box before each line for those who may act on many at once. */
export function AdviceTable({ items, view, now, mayAct }: Props) {
  if (items.length === 0) return <NoAdvice view={view} />;
  const table = (
    <Table caption="Recommendations">
      <thead>
        <tr>
          <HeadCell>Recommendation</HeadCell>
          <HeadCell numeric>Saves a month</HeadCell>
          <HeadCell numeric className="max-md:hidden">
            Costs a month
          </HeadCell>
          <HeadCell className="max-lg:hidden">Risk</HeadCell>
          <HeadCell className="max-lg:hidden">Effort</HeadCell>
          <HeadCell className="max-md:hidden">State</HeadCell>
          <HeadCell className="max-lg:hidden">Owner</HeadCell>
        </tr>
      </thead>
      <tbody>
        {items.map((advice) => (
          <AdviceLine key={advice.id} advice={advice} today={dayOf(now)} mayAct={mayAct} />
        ))}
      </tbody>
    </Table>
  );
  return mayAct ? <BulkForm>{table}</BulkForm> : table;
}

function AdviceLine({ advice, today, mayAct }: { advice: AdviceRow; today: string; mayAct: boolean }) {
  const { id, title, verdict, action, saving, now, currency, counted, state, owner, dueOn, risk, effort } = advice;
  return (
    <tr>
      <RowHead className="min-w-56 align-top">
        <div className="flex gap-3">
          {mayAct && (
            <input type="checkbox" name={`chosen ${id}`} aria-label={`Choose: ${title}`} className="mt-1 size-4" />
          )}
          <div className="min-w-0">
            <Link href={`/rightsizing/${id}`} className="font-medium text-ink underline-offset-3 hover:underline">
              {title}
            </Link>
            <p className="text-muted text-xs">
              {[actionLabels[action], verdictLabels[verdict], placeOf(advice)].filter(Boolean).join(" · ")}
            </p>
            <span className="mt-1 inline-block md:hidden">
              <Status state={stateColors[state]} pill>
                {stateLabels[state]}
              </Status>
              <Unconfirmed advice={advice} />
            </span>
          </div>
        </div>
      </RowHead>
      <Cell numeric className="align-top">
        <Amount amount={saving} currency={currency} />
        <p className="text-muted text-xs">{countedText(saving, counted, state)}</p>
      </Cell>
      <Cell numeric className="align-top max-md:hidden">
        <Amount amount={now} currency={currency} />
        {Number(now) > 0 && <p className="text-muted text-xs">{`saves ${percent(Number(saving) / Number(now))}`}</p>}
      </Cell>
      <Cell className="whitespace-nowrap align-top max-lg:hidden">
        {riskWord(risk)}
        {advice.memoryMeasured === false && <p className="text-warn text-xs">memory not measured</p>}
      </Cell>
      <Cell className="whitespace-nowrap align-top max-lg:hidden">
        {effortWords[effort]}
        {advice.restart && <p className="text-muted text-xs">restart needed</p>}
      </Cell>
      <Cell className="align-top max-md:hidden">
        <Status state={stateColors[state]}>{stateLabels[state]}</Status>
        <Unconfirmed advice={advice} />
      </Cell>
      <Cell className="align-top text-muted max-lg:hidden">
        {owner ?? "Nobody"}
        {dueOn && (
          <p className={dueOn < today ? "text-bad text-xs" : "text-xs"}>
            {`${dueOn < today ? "was due" : "due"} ${dayLabel(dueOn)}`}
          </p>
        )}
      </Cell>
    </tr>
  );
}

function Unconfirmed({ advice: { unconfirmed, lastSeenAt } }: { advice: AdviceRow }) {
  return (
    unconfirmed && <p className="text-warn text-xs">{`not confirmed since ${dayLabel(lastSeenAt.slice(0, 10))}`}</p>
  );
}

function placeOf({ accountName, account, region, source }: AdviceRow): string {
  const where = [accountName ?? account, region].filter(Boolean).join(", ");
  return source === OURS ? where : `${where} · by ${sourceName(source)}`;
}

/** Advice that other advice on the same resource takes the place of is shown, and not added. */
function countedText(saving: string, counted: string, state: AdviceRow["state"]): string {
  if (state !== "open" && state !== "in_progress") return "";
  if (Number(counted) === 0) return "not in the total";
  return counted === saving ? "" : "counted in part";
}

function NoAdvice({ view }: { view: SavingsView }) {
  if (isNarrowed(view) || view.show !== "open") {
    return (
      <EmptyState icon={<PiggyBank aria-hidden />} title="No recommendation is like this">
        <p>
          <Link href="/rightsizing?state=all">Show all recommendations</Link>
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<PiggyBank aria-hidden />} title="Nothing to save was found">
      <p>
        The bill is looked through after each import. To judge how machines are used, let Outlay read metrics under{" "}
        <Link href="/rightsizing/rules">Rules</Link>; what was skipped and why stands under{" "}
        <Link href="/rightsizing/resources">Every resource</Link>.
      </p>
    </EmptyState>
  );
}
