import { DomainError } from "@/lib/errors";
import { runById } from "@/lib/ledger/runs";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { readImport } from "../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(readImport, async (scope, { params }) => {
    const run = await runById(scope, params.id);
    if (run.kind !== "file") throw new DomainError("not_found", "There is no such import.");
    return { status: 200, body: run };
  }),
});
