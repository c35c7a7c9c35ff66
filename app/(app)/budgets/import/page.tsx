import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/ui/panel";
import { csvColumns } from "@/lib/budgets/csv-columns";
import { currentScope } from "../../../session";
import { ImportForm } from "./import-form";

export const metadata: Metadata = { title: "Import budgets" };

export default async function ImportBudgetsPage() {
  await currentScope();
  return (
    <>
      <PageHeader
        title="Import budgets"
        lead={
          <>
            A csv file with a budget a row: all of its rows or none.{" "}
            <a href="/api/v1/budgets/csv" className="text-link underline">
              Export
            </a>{" "}
            writes the same file, to change in a spreadsheet and bring back.{" "}
            <Link href="/budgets" className="text-link underline">
              Back to the budgets
            </Link>
          </>
        }
      />
      <ImportForm />
      <p className="mt-10 max-w-[75ch] text-muted text-sm">
        Only name and currency are needed; amount is too, unless columns named 2026-11 or 2026-11-01 hold a plan. The
        columns are <code className="break-words">{csvColumns.join(", ")}</code>.
      </p>
    </>
  );
}
