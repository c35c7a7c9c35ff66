import { SegmentedLinks } from "@/components/ui/segmented";
import type { AlertSummary } from "@/lib/alerts/list";
import { type AlertsView, alertsHref, isShown, type Show, shows } from "./view";

const words: Record<Show, string> = {
  open: "Open",
  acknowledged: "Acknowledged",
  snoozed: "Snoozed",
  resolved: "Resolved",
  all: "All",
};

export function AlertsFilter({ alerts, view }: { alerts: AlertSummary[]; view: AlertsView }) {
  return (
    <div className="mb-4 max-w-full overflow-x-auto">
      <SegmentedLinks
        label="State"
        items={shows.map((show) => ({
          href: alertsHref({ ...view, show }),
          label: (
            <>
              {words[show]}{" "}
              <span className="tabular text-faint">{alerts.filter((alert) => isShown(alert, show)).length}</span>
            </>
          ),
          current: show === view.show,
        }))}
      />
    </div>
  );
}
