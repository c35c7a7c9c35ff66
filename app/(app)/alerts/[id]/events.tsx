import { instantLabel } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import type { AlertEvent, AlertReport } from "@/lib/alerts/list";

const words: Record<string, string> = {
  opened: "opened it",
  superseded: "let a more urgent one speak",
  acknowledged: "acknowledged it",
  assigned: "assigned it",
  snoozed: "snoozed it",
  resolved: "resolved it",
  retracted: "took it back",
  commented: "commented",
  escalated: "told the second address",
};

/** Who did what, the oldest first. */
export function Events({ alert: { events } }: { alert: AlertReport }) {
  return (
    <Panel id="events" title="What happened">
      <ol aria-label="What happened" className="flex max-w-[75ch] flex-col gap-3">
        {events.map((event) => (
          <Happened key={`${event.at} ${event.kind} ${event.text}`} event={event} />
        ))}
      </ol>
    </Panel>
  );
}

function Happened({ event: { kind, actor, at, text } }: { event: AlertEvent }) {
  return (
    <li>
      <p className="text-sm">
        <span className="font-medium">{actor === "outlay" ? "Outlay" : actor}</span> {words[kind] ?? kind}{" "}
        <span className="text-muted">{instantLabel(at)}</span>
      </p>
      {text && <p className="mt-0.5 whitespace-pre-line break-words text-muted">{text}</p>}
    </li>
  );
}
