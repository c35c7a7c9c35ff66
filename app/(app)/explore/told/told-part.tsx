import { MessageSquarePlus } from "lucide-react";
import { Popover } from "@/components/ui/popover";
import { addDays, type Period } from "@/lib/focus/period";
import { addNote } from "../actions";
import { NoteForm } from "./note-form";
import type { Told } from "./told";
import { ToldList } from "./told-list";

type Props = { told: Told[]; period: Period; mayWrite: boolean };

/** What is known of the days above, numbered as on the chart. */
export function ToldPart({ told, period, mayWrite }: Props) {
  const notes = told.filter(({ kind }) => kind === "note").length;
  return (
    <div className="relative mt-3 flex flex-wrap items-start gap-x-6 gap-y-2">
      <ToldList told={told} />
      {mayWrite && (
        <Popover
          quiet
          align="end"
          className="sm:ml-auto"
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
