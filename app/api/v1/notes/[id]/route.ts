import { deleteNote } from "@/lib/query/saved/notes";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { removeNote } from "../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  DELETE: endpoint(removeNote, async (scope, { params }) => {
    await deleteNote(scope, params.id);
    return { status: 204, body: null };
  }),
});
