import { X } from "lucide-react";
import { dayLabel, spanLabel } from "@/components/format";
import { removeNote } from "../actions";
import { RemoveButton } from "../remove-button";
import type { Told } from "./told";

/** In the colours of the chart. */
const marks: Record<Told["kind"], string> = {
  note: "bg-accent",
  restated: "bg-muted",
  budget: "bg-bad",
  unusual: "bg-warn",
};

/** What is known of the days of a chart in words, numbered as on it. */
export function ToldList({ told, label = "Notes" }: { told: Told[]; label?: string }) {
  if (told.length === 0) return null;
  return (
    <ol aria-label={label} className="flex min-w-0 flex-1 basis-80 flex-col gap-1 text-sm">
      {told.map(({ id, kind, day, through, label: words, author, editable }, place) => (
        <li key={id} className="flex items-baseline gap-2">
          <span
            aria-hidden
            className={`grid size-4 shrink-0 place-items-center rounded-full text-canvas text-xs ${marks[kind]}`}
          >
            {place + 1}
          </span>
          <span className="whitespace-nowrap text-muted">{spanLabel(day, through)}</span>
          <span className="min-w-0">
            <bdi>{words}</bdi> {author && <span className="text-faint text-xs">{author}</span>}
          </span>
          {editable && (
            <RemoveButton remove={removeNote} id={id} label={`Remove the note of ${dayLabel(day)}`}>
              <X aria-hidden />
            </RemoveButton>
          )}
        </li>
      ))}
    </ol>
  );
}
