import { Inbox } from "lucide-react";
import Link from "next/link";
import { thresholdWords } from "@/components/budgets/threshold-words";
import { agoLabel, dayLabel, instantLabel, money } from "@/components/format";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { AlertSummary } from "@/lib/alerts/list";
import { OneButtonForm } from "../budgets/one-button-form";
import { act } from "./actions";
import { alertStates } from "./alert-words";
import { type AlertsView, alertsHref, isShown } from "./view";

type Props = { alerts: AlertSummary[]; view: AlertsView; now: Date; mayAct: boolean };

const nothing = {
  open: "Nothing waits for you",
  acknowledged: "Nobody works on an alert",
  snoozed: "No alert sleeps",
  resolved: "No alert was resolved yet",
  all: "No alerts yet",
};

/** The newest first, with what one does most at the end of the line. */
export function AlertsTable({ alerts, view, now, mayAct }: Props) {
  const shown = alerts.filter((alert) => isShown(alert, view.show));
  if (shown.length === 0) return <NoAlerts view={view} hasOthers={alerts.length > 0} />;
  return (
    <Table caption="Alerts">
      <thead>
        <tr>
          <HeadCell>Budget</HeadCell>
          <HeadCell className="max-md:hidden">State</HeadCell>
          <HeadCell>Why</HeadCell>
          <HeadCell numeric className="max-md:hidden">
            Spent
          </HeadCell>
          <HeadCell className="max-xl:hidden">Assigned to</HeadCell>
          <HeadCell className="max-md:hidden">Opened</HeadCell>
          {mayAct && <HeadCell className="max-md:hidden">What to do</HeadCell>}
        </tr>
      </thead>
      <tbody>
        {shown.map((alert) => (
          <AlertRow key={alert.id} alert={alert} now={now} mayAct={mayAct} />
        ))}
      </tbody>
    </Table>
  );
}

function AlertRow({ alert, now, mayAct }: { alert: AlertSummary; now: Date; mayAct: boolean }) {
  const { id, budgetName, state, evidence, openedAt, assignedTo, snoozedUntil, late } = alert;
  const { currency } = evidence.budget;
  return (
    <tr>
      <RowHead className="min-w-40 align-top">
        <Link href={`/alerts/${id}`} className="font-medium text-ink underline-offset-3 hover:underline">
          {budgetName}
        </Link>
        <p className="text-muted text-xs">{evidence.period.name}</p>
        <span className="mt-1 md:hidden">
          <Status state={alertStates[state].state} pill>
            {alertStates[state].word}
          </Status>
        </span>
      </RowHead>
      <Cell className="align-top max-md:hidden">
        <Status state={alertStates[state].state}>{alertStates[state].word}</Status>
        {snoozedUntil && state === "snoozed" && (
          <p className="text-muted text-xs">{`Until ${dayLabel(snoozedUntil)}`}</p>
        )}
      </Cell>
      <Cell className="min-w-40 align-top">
        <span className="first-letter:uppercase">{thresholdWords(evidence.threshold, currency)}</span>
        {late && <p className="text-muted text-xs">By charges that came late</p>}
        <p className="tabular text-muted text-xs md:hidden">
          {`${money(evidence.figures.actual, currency)} of ${money(evidence.figures.amount, currency)}`}
        </p>
      </Cell>
      <Cell numeric className="align-top max-md:hidden">
        {money(evidence.figures.actual, currency)}
        <p className="text-muted text-xs">{`of ${money(evidence.figures.amount, currency)}`}</p>
      </Cell>
      <Cell className="align-top text-muted max-xl:hidden">{assignedTo ?? "Nobody"}</Cell>
      <Cell className="whitespace-nowrap align-top max-md:hidden">
        <span title={instantLabel(openedAt)}>{agoLabel(openedAt, now)}</span>
      </Cell>
      {mayAct && (
        <Cell className="whitespace-nowrap align-top max-md:hidden">
          <QuickActions alert={alert} />
        </Cell>
      )}
    </tr>
  );
}

function QuickActions({ alert: { id, state, budgetName } }: { alert: AlertSummary }) {
  const isOpen = state === "open";
  if (!isOpen && state !== "acknowledged" && state !== "snoozed") return <span className="text-faint">–</span>;
  return (
    <div className="-ml-2 flex">
      {state !== "acknowledged" && (
        <OneButtonForm size="s" action={act} fields={{ id, action: "acknowledge" }} label={`Acknowledge ${budgetName}`}>
          Acknowledge
        </OneButtonForm>
      )}
      {isOpen && (
        <OneButtonForm
          size="s"
          action={act}
          fields={{ id, action: "snooze", days: "7" }}
          label={`Snooze ${budgetName} 7 days`}
        >
          Snooze
        </OneButtonForm>
      )}
      <OneButtonForm size="s" action={act} fields={{ id, action: "resolve" }} label={`Resolve ${budgetName}`}>
        Resolve
      </OneButtonForm>
    </div>
  );
}

function NoAlerts({ view, hasOthers }: { view: AlertsView; hasOthers: boolean }) {
  return (
    <EmptyState icon={<Inbox aria-hidden />} title={nothing[view.show]}>
      {hasOthers ? (
        <p>
          <Link href={alertsHref({ ...view, show: "all" })}>Show all alerts</Link>
        </p>
      ) : (
        <p>
          When a budget crosses one of its thresholds, it is told here and to its owner.{" "}
          <Link href="/budgets" className="text-link underline">
            See the budgets
          </Link>
        </p>
      )}
    </EmptyState>
  );
}
