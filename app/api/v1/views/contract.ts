import { z } from "zod";
import { NewView, type SavedView, ViewChange } from "@/lib/query/saved/views";
import { contract } from "../../contract";
import { listOf, Paging } from "../../page-of";

const View = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  search: z
    .string()
    .meta({ description: "The search part of the Explore page's URL; a relative period stays relative." }),
  shared: z.boolean(),
  pinned: z.boolean(),
  author: z.string(),
  createdAt: z.string().meta({ format: "date-time" }),
  updatedAt: z.string().meta({ format: "date-time" }),
  editable: z.boolean().meta({ description: "Whether the caller may change or delete it." }),
}) satisfies z.ZodType<SavedView>;

const params = z.strictObject({ id: z.uuid() });

export const listViews = contract({
  id: "listViews",
  verb: "GET",
  path: "/api/v1/views",
  summary: "Saved views: shared ones and the caller's own",
  role: "viewer",
  rows: "narrowed",
  query: Paging,
  answers: { 200: { description: "Pinned views first, then by name.", schema: listOf(View) } },
});

export const createView = contract({
  id: "createView",
  verb: "POST",
  path: "/api/v1/views",
  summary: "Save a question and how it is shown",
  description: "Sharing a view needs the role editor.",
  role: "viewer",
  rows: "narrowed",
  body: NewView,
  answers: { 201: { description: "The new view.", schema: View } },
});

export const readView = contract({
  id: "readView",
  verb: "GET",
  path: "/api/v1/views/{id}",
  summary: "One saved view",
  role: "viewer",
  rows: "narrowed",
  params,
  answers: { 200: { description: "The view.", schema: View } },
});

export const updateView = contract({
  id: "updateView",
  verb: "PATCH",
  path: "/api/v1/views/{id}",
  summary: "Rename, describe, share, pin or change a saved view",
  role: "viewer",
  rows: "narrowed",
  params,
  body: ViewChange,
  answers: { 200: { description: "The view as it is now.", schema: View } },
});

export const removeView = contract({
  id: "removeView",
  verb: "DELETE",
  path: "/api/v1/views/{id}",
  summary: "Delete a saved view",
  role: "viewer",
  rows: "narrowed",
  params,
  answers: { 204: { description: "The view is gone." } },
});
