import { Filter } from "lucide-react";

/** On every page of somebody who may see a part of the bill: numbers are of that part. */
export function RowsBanner({ rows }: { rows: string[] }) {
  return (
    <aside aria-label="What you may see" className="border-line border-b bg-sunken">
      <div className="mx-auto flex w-full max-w-[1440px] items-center gap-3 px-4 py-2 text-sm md:px-8">
        <Filter aria-hidden className="size-4 shrink-0 text-muted" />
        <p className="min-w-0">{`You see the charges where ${rows.join(" and ")}. All figures are of these.`}</p>
      </div>
    </aside>
  );
}
