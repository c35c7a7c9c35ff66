import { apiHeaders } from "@/app/security-headers";
import { csvOfSavings } from "@/lib/rightsizing/list/csv";
import { savingsLedger } from "@/lib/rightsizing/list/savings-ledger";
import { endpoint } from "../../../../endpoint";
import { verbs } from "../../../../verbs";
import { exportSavings } from "../../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(exportSavings, async (scope) => {
    const headers: [string, string][] = [
      ...apiHeaders(),
      ["Content-Type", "text/csv; charset=utf-8"],
      ["Content-Disposition", 'attachment; filename="savings.csv"'],
    ];
    return new Response(csvOfSavings(await savingsLedger(scope)), { headers });
  }),
});
