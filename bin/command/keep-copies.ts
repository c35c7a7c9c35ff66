import { archiveDue } from "../../lib/ledger/archive/archive-due";
import { archiveInProcess } from "../../lib/ledger/archive/archive-process";
import type { Report } from "../../lib/ledger/import-outcome";

/** Archives what is due, and says so: for large bills it takes as long as the import, whose charges count already. */
export async function keepCopies(report: Report): Promise<void> {
  await archiveDue(async (task) => {
    report({ step: "archiving", text: "Keeping a copy in the archive" });
    return await archiveInProcess(task);
  });
}
