import { z } from "zod";
import { NewNote, type Note } from "@/lib/query/saved/notes";
import { contract } from "../../contract";
import { periodParams } from "../question-params";

const NoteShown = z.strictObject({
  id: z.uuid(),
  day: z.string().meta({ format: "date" }),
  text: z.string(),
  author: z.string(),
  createdAt: z.string().meta({ format: "date-time" }),
  editable: z.boolean(),
}) satisfies z.ZodType<Note>;

export const listNotes = contract({
  id: "listNotes",
  verb: "GET",
  path: "/api/v1/notes",
  summary: "What people noted on the days of a period",
  role: "viewer",
  rows: "narrowed",
  query: z.strictObject(periodParams),
  answers: { 200: { description: "The notes by day.", schema: z.strictObject({ items: z.array(NoteShown) }) } },
});

export const createNote = contract({
  id: "createNote",
  verb: "POST",
  path: "/api/v1/notes",
  summary: "Note on a day what happened, for everybody to see on the charts",
  role: "editor",
  rows: "narrowed",
  body: NewNote,
  answers: { 201: { description: "The new note.", schema: NoteShown } },
});

export const removeNote = contract({
  id: "removeNote",
  verb: "DELETE",
  path: "/api/v1/notes/{id}",
  summary: "Delete a note",
  role: "editor",
  rows: "narrowed",
  params: z.strictObject({ id: z.uuid() }),
  answers: { 204: { description: "The note is gone." } },
});
