import { instantLabel } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import type { AdviceCard } from "@/lib/rightsizing/list/card";
import { eventWord } from "../advice-words";

/** Who did what, the newest first. */
export function History({ card: { events, firstSeenAt, lastSeenAt } }: { card: AdviceCard }) {
  const seen = `First found ${instantLabel(firstSeenAt)}, last confirmed ${instantLabel(lastSeenAt)}.`;
  return (
    <Panel id="history" title="History" note={seen}>
      <ol className="flex max-w-[75ch] flex-col gap-3 text-sm">
        {events.map(({ kind, actor, at, text }) => (
          <li key={`${at} ${kind} ${text}`}>
            <p>
              <span className="font-medium">{eventWord(kind)}</span>
              <span className="text-muted">{` by ${actor === "outlay" ? "Outlay" : actor}, ${instantLabel(at)}`}</span>
            </p>
            {text && <p className="whitespace-pre-line break-words text-muted">{text}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
