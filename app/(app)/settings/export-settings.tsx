import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field, TextField } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { addDays, type Day, monthOf } from "@/lib/focus/period";

/** A form that downloads: it needs no script, and the browser shows how far it is. */
export function ExportSettings({ today }: { today: Day }) {
  const { from, to } = monthOf(addDays(monthOf(today).from, -1));
  return (
    <Panel
      id="export"
      title="Export charges as FOCUS"
      note="A FOCUS 1.2 file with every column that was imported, for another tool or an archive. Its sums are checked against the ledger before it ends."
    >
      <form action="/api/v1/exports/focus" className="flex flex-wrap items-end gap-3">
        <TextField
          name="from"
          id="export-from"
          label="From"
          type="date"
          required
          defaultValue={from}
          className="w-44"
        />
        <TextField
          name="to"
          id="export-to"
          label="Until, not included"
          type="date"
          required
          defaultValue={to}
          className="w-44"
        />
        <Field id="export-by" label="By">
          <Select
            id="export-by"
            name="by"
            className="w-52"
            choices={[
              { value: "charge", label: "Day of the charge" },
              { value: "billing", label: "Billing period" },
            ]}
          />
        </Field>
        <Field id="export-format" label="As">
          <Select
            id="export-format"
            name="format"
            className="w-36"
            choices={[
              { value: "csv.gz", label: "csv.gz" },
              { value: "csv", label: "csv" },
              { value: "parquet", label: "parquet" },
            ]}
          />
        </Field>
        <Button type="submit" className="h-9">
          <Download aria-hidden />
          Download
        </Button>
      </form>
    </Panel>
  );
}
