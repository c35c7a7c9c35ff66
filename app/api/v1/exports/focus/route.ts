import { Readable } from "node:stream";
import { apiHeaders } from "@/app/security-headers";
import { exportFile } from "@/lib/ledger/export/formats";
import { Selection } from "@/lib/ledger/export/selection";
import { endpoint, fitting } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { exportFocus } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(exportFocus, async (scope, { query: { format = "csv", ...asked }, request }) => {
    const selection = fitting("query", Selection, asked);
    const { name, type, blocks } = exportFile(scope, selection, format);
    // What is refused is refused before the download begins.
    const first = await blocks.next();
    const stream = Readable.from(taken(first.done ? [] : [first.value], blocks, () => stream.destroy()));
    // Whoever closes the download ends the export.
    request.signal.addEventListener("abort", () => stream.destroy());
    stream.once("close", () => void blocks.return(undefined));
    const headers = [
      ...apiHeaders(),
      ["Content-Type", type],
      ["Content-Disposition", `attachment; filename="${name}"`],
      ["Vary", "Authorization, Cookie"],
    ] as [string, string][];
    return new Response(Readable.toWeb(stream) as ReadableStream, { headers });
  }),
});

const MOST_IDLE_MS = 120_000;

/** A reader that takes nothing for two minutes is gone: the export would hold its snapshot of the ledger for it. */
async function* taken(first: Buffer[], rest: AsyncIterable<Buffer>, giveUp: () => void): AsyncGenerator<Buffer> {
  async function* all() {
    yield* first;
    yield* rest;
  }
  for await (const block of all()) {
    const timer = setTimeout(giveUp, MOST_IDLE_MS);
    yield block;
    clearTimeout(timer);
  }
}
