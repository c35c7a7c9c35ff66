import { MessageSquarePlus, X } from "lucide-react";
import { dayLabel, spanLabel } from "@/components/format";
import { Popover } from "@/components/ui/popover";
import { addDays, type Period } from "@/lib/focus/period";
import { addNote, removeNote } from "../actions";
import { RemoveButton } from "../remove-button";
import { NoteForm } from "./note-form";
import type { Told } from "./told";

type Props = { told: Told[]; period: Period; mayWrite: boolean };

/** In the colours of the chart. */
const marks: Record<Told["kind"], string> = { note: "bg-accent", restated: "bg-muted", budget: "bg-bad" };

/** What is known of the days above, numbered as on the chart. */
export function ToldPart({ told, period, mayWrite }: Props) {
  const notes = told.filter(({ kind }) => kind === "note").length;
  return (
    <div className="mt-3 flex flex-wrap items-start gap-x-6 gap-y-2">
      {told.length > 0 && (
        <ol aria-label="Notes" className="flex min-w-0 flex-1 basis-80 flex-col gap-1 text-sm">
          {told.map(({ id, kind, day, through, label, author, editable }, place) => (
            <li key={id} className="flex items-baseline gap-2">
              <span
                aria-hidden
                className={`grid size-4 shrink-0 place-items-center rounded-full text-canvas text-xs ${marks[kind]}`}
              >
                {place + 1}
              </span>
              <span className="whitespace-nowrap text-muted">{spanLabel(day, through)}</span>
              <span className="min-w-0">
                <bdi>{label}</bdi> {author && <span className="text-faint text-xs">{author}</span>}
              </span>
              {editable && (
                <RemoveButton remove={removeNote} id={id} label={`Remove the note of ${dayLabel(day)}`}>
                  <X aria-hidden />
                </RemoveButton>
              )}
            </li>
          ))}
        </ol>
      )}
      {mayWrite && (
        <Popover
          quiet
          label={
            <>
              <MessageSquarePlus aria-hidden />
              Add note
            </>
          }
        >
          <div className="w-80 p-4">
            <NoteForm key={notes} write={addNote} first={period.from} last={addDays(period.to, -1)} />
          </div>
        </Popover>
      )}
    </div>
  );
}
