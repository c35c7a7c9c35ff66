import { PiggyBank } from "lucide-react";
import Link from "next/link";
import { Amount } from "@/components/amount";
import { dayLabel, percent } from "@/components/format";
import { classNames } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import { dayOf } from "@/lib/focus/period";
import type { AdviceRow } from "@/lib/rightsizing/list/advice-list";
import { OURS, stateLabels, verdictLabels } from "@/lib/rightsizing/words";
import { effortWords, riskOf, sourceName, stateColors } from "./advice-words";
import { BulkForm } from "./bulk-form";
import { isNarrowed, type SavingsView } from "./view";

type Props = { items: AdviceRow[]; view: SavingsView; now: Date; mayAct: boolean };

/** The list, with a box before each line for those who may act on many at once. */
export function AdviceTable({ items, view, now, mayAct }: Props) {
  if (items.length === 0) return <NoAdvice view={view} />;
  const hasStates = view.show !== "open" && view.show !== "in_progress";
  const table = (
    <Table caption="Recommendations">
      <thead>
        <tr>
          <HeadCell>
            {mayAct && (
              <input
                type="checkbox"
                data-all
                aria-label="Choose all on this page"
                className="mr-3 size-4 align-middle [@media(scripting:none)]:hidden"
              />
            )}
            Recommendation
          </HeadCell>
          <HeadCell numeric>Saves a month</HeadCell>
          <HeadCell numeric className="max-md:hidden">
            Costs a month
          </HeadCell>
          <HeadCell className="max-lg:hidden">Risk</HeadCell>
          <HeadCell className="max-lg:hidden">Effort</HeadCell>
          {hasStates && <HeadCell className="max-md:hidden">State</HeadCell>}
          <HeadCell className="max-lg:hidden">Owner</HeadCell>
        </tr>
      </thead>
      <tbody>
        {items.map((advice) => (
          <AdviceLine key={advice.id} advice={advice} today={dayOf(now)} mayAct={mayAct} hasState={hasStates} />
        ))}
      </tbody>
    </Table>
  );
  return mayAct ? <BulkForm>{table}</BulkForm> : table;
}

type LineProps = { advice: AdviceRow; today: string; mayAct: boolean; hasState: boolean };

function AdviceLine({ advice, today, mayAct, hasState }: LineProps) {
  const { saving, now, currency, counted, state, effort } = advice;
  return (
    <tr>
      <RowHead className="w-full align-top">
        <Named advice={advice} mayAct={mayAct} hasState={hasState} />
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
        {riskOf(advice)}
        {advice.memoryMeasured === false && <p className="text-warn text-xs">memory not measured</p>}
      </Cell>
      <Cell className="whitespace-nowrap align-top max-lg:hidden">
        {effortWords[effort]}
        {advice.restart && <p className="text-muted text-xs">restart needed</p>}
      </Cell>
      {hasState && (
        <Cell className="align-top max-md:hidden">
          <Status state={stateColors[state]}>{stateLabels[state]}</Status>
        </Cell>
      )}
      <Cell className="align-top text-muted max-lg:hidden">
        <Owner advice={advice} today={today} />
      </Cell>
    </tr>
  );
}

function Named({ advice, mayAct, hasState }: Omit<LineProps, "today">) {
  const { id, title, state } = advice;
  return (
    <div className="flex gap-3">
      {mayAct && (
        <input type="checkbox" name={`chosen ${id}`} aria-label={`Choose: ${title}`} className="mt-1 size-4 shrink-0" />
      )}
      <div className="min-w-0">
        <Link
          href={`/rightsizing/${id}`}
          className="break-words font-medium text-ink underline-offset-3 hover:underline"
        >
          {title}
        </Link>
        <p className="break-words text-muted text-xs">{placeOf(advice)}</p>
        <Unconfirmed advice={advice} />
        {hasState && (
          <span className="mt-1 inline-block md:hidden">
            <Status state={stateColors[state]} pill>
              {stateLabels[state]}
            </Status>
          </span>
        )}
      </div>
    </div>
  );
}

function Unconfirmed({ advice: { unconfirmed, lastSeenAt } }: { advice: AdviceRow }) {
  return (
    unconfirmed && <p className="text-warn text-xs">{`not confirmed since ${dayLabel(lastSeenAt.slice(0, 10))}`}</p>
  );
}

function Owner({ advice: { owner, dueOn }, today }: { advice: AdviceRow; today: string }) {
  const isLate = dueOn !== null && dueOn < today;
  return (
    <>
      <p className="max-w-44 truncate" title={owner ?? undefined}>
        {owner ?? "Nobody"}
      </p>
      {dueOn && (
        <p className={classNames("whitespace-nowrap text-xs", isLate && "text-bad")}>
          {`${isLate ? "was due" : "due"} ${dayLabel(dueOn)}`}
        </p>
      )}
    </>
  );
}

/** "Idle · sandbox, us-east-1"; the title says what to do. */
function placeOf({ verdict, accountName, account, region, source }: AdviceRow): string {
  const says = source === OURS ? verdictLabels[verdict] : `by ${sourceName(source)}`;
  return [says, [accountName ?? account, region].filter(Boolean).join(", ")].filter(Boolean).join(" · ");
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
