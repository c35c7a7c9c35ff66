import { Readable } from "node:stream";
import { apiHeaders } from "@/app/security-headers";
import { csvOfAdvice } from "@/lib/rightsizing/list/csv";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { exportRecommendations } from "../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(exportRecommendations, async (scope, { query: { sort, ...filter }, now }) => {
    const headers: [string, string][] = [
      ...apiHeaders(),
      ["Content-Type", "text/csv; charset=utf-8"],
      ["Content-Disposition", 'attachment; filename="recommendations.csv"'],
    ];
    const lines = Readable.from(csvOfAdvice(scope, { filter, sort }, now));
    return new Response(Readable.toWeb(lines.map((text: string) => Buffer.from(text))) as ReadableStream, { headers });
  }),
});
