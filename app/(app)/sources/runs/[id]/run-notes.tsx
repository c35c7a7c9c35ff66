import { Panel } from "@/components/ui/panel";
import type { RunReport } from "@/lib/ledger/runs";
import { bytes } from "../../bytes";

/** What a reader of the totals should know: the format, what it held beside it, and the files themselves. */
export function RunNotes({ run: { focusVersion, notes, files } }: { run: RunReport }) {
  const told = focusVersion ? [`Read as FOCUS ${focusVersion}.`, ...notes] : notes;
  if (told.length === 0 && files.length === 0) return null;
  return (
    <Panel id="notes" title="Notes">
      <ul className="flex max-w-[75ch] list-disc flex-col gap-1.5 pl-5">
        {told.map((note) => (
          <li key={note}>{note}</li>
        ))}
        {files.map(({ name, bytes: size }) => (
          <li key={`${name} ${size}`} className="break-all">
            {name}, {bytes(size)}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
