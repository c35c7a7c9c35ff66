import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";

const formats = [
  ["csv", "CSV"],
  ["json", "JSON"],
] as const;

/** The table as files: its rows, columns and order, every amount exact. */
export function ExportMenu({ search, withPeriods }: { search: string; withPeriods: boolean }) {
  return formats.map(([format, label]) => (
    <Button key={format} look="ghost" asChild>
      <a
        href={`/api/query/table?format=${format}${withPeriods ? "&columns=periods" : ""}&${search}`}
        download
        aria-label={`Save the table as ${label}`}
      >
        <Download aria-hidden />
        {label}
      </a>
    </Button>
  ));
}
