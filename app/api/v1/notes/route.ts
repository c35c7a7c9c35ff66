import { dayOf } from "@/lib/focus/period";
import { workspaceCalendar } from "@/lib/query/fiscal";
import { notes, writeNote } from "@/lib/query/saved/notes";
import { questionFromUrl } from "@/lib/query/url";
import { endpoint } from "../../endpoint";
import { verbs } from "../../verbs";
import { createNote, listNotes } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(listNotes, async (scope, { query: params, now }) => {
    const { query } = questionFromUrl(params, await workspaceCalendar(scope, dayOf(now)));
    return { status: 200, body: { items: await notes(scope, query.period) } };
  }),

  POST: endpoint(createNote, async (scope, { body, now }) => ({
    status: 201,
    body: await writeNote(scope, body, now),
  })),
});
