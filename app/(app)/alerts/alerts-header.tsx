import Link from "next/link";
import { PageHeader } from "@/components/ui/panel";
import type { AlertSummary } from "@/lib/alerts/list";
import { type AlertsView, alertsHref } from "./view";

/** How many alerts wait for somebody. */
export function AlertsHeader({ alerts, view }: { alerts: AlertSummary[]; view: AlertsView }) {
  const open = alerts.filter(({ state }) => state === "open");
  const budgets = new Set(open.map(({ budgetId }) => budgetId)).size;
  const only = view.budgetId === null ? null : (alerts[0]?.budgetName ?? "one budget");
  return (
    <PageHeader
      title="Alerts"
      lead={
        <>
          {sentence(open.length, budgets)}
          {only && (
            <>
              {` Only those of ${only} are shown. `}
              <Link href={alertsHref({ ...view, budgetId: null })} className="text-link underline">
                Show all
              </Link>
            </>
          )}
        </>
      }
    />
  );
}

function sentence(open: number, budgets: number): string {
  if (open === 0) return "No alert waits for anybody.";
  const of = budgets === 1 ? "one budget" : `${budgets} budgets`;
  return open === 1 ? `One alert of ${of} waits for somebody.` : `${open} alerts of ${of} wait for somebody.`;
}
