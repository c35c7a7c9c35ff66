import { MessageSquarePlus, X } from "lucide-react";
import { dayLabel } from "@/components/format";
import { Popover } from "@/components/ui/popover";
import { addDays, type Period } from "@/lib/focus/period";
import type { Note } from "@/lib/query/saved/notes";
import { addNote, removeNote } from "../actions";
import { RemoveButton } from "../remove-button";
import { NoteForm } from "./note-form";

type Props = { notes: Note[]; period: Period; mayWrite: boolean };

/** What people know of the days above, numbered as on the chart. */
export function NotesPart({ notes, period, mayWrite }: Props) {
  return (
    <div className="mt-3 flex flex-wrap items-start gap-x-6 gap-y-2">
      {notes.length > 0 && (
        <ol aria-label="Notes" className="flex min-w-0 flex-1 basis-80 flex-col gap-1 text-sm">
          {notes.map(({ id, day, text, author, editable }, place) => (
            <li key={id} className="flex items-baseline gap-2">
              <span
                aria-hidden
                className="grid size-4 shrink-0 place-items-center rounded-full bg-accent-solid text-white text-xs"
              >
                {place + 1}
              </span>
              <span className="whitespace-nowrap text-muted">{dayLabel(day)}</span>
              <span className="min-w-0">
                <bdi>{text}</bdi> <span className="text-faint text-xs">{author}</span>
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
            <NoteForm key={notes.length} write={addNote} first={period.from} last={addDays(period.to, -1)} />
          </div>
        </Popover>
      )}
    </div>
  );
}
