import { z } from "zod";
import { covers } from "../../auth/covers";
import { requireRole, type Scope } from "../../auth/scope";
import { db } from "../../db/client";
import type { SavedView as Row } from "../../db/generated/client";
import { isDuplicate } from "../../db/refusals";
import { DomainError } from "../../errors";
import { dayOf } from "../../focus/period";
import { explorationFromUrl, explorationSearch } from "../exploration";
import { workspaceCalendar } from "../fiscal";
import { conditionFrom, every } from "../params";
import { ownerOf } from "./owner";

const LONGEST_SEARCH = 16_000;
const MOST_VIEWS = 500;

const name = z.string().trim().min(1, "Give the view a name.").max(100, "This name is too long.");
const description = z.string().trim().max(500, "A description has at most 500 characters.");
const search = z
  .string()
  .max(LONGEST_SEARCH, "This question is too long to save.")
  .meta({ description: "The search part of the Explore page's URL; a relative period stays relative." });
const shared = z.boolean().meta({ description: "Everybody in the workspace sees it; else its owner alone." });
const pinned = z.boolean().meta({ description: "Shown on the overview of everybody who sees it." });

export const NewView = z.strictObject({
  name,
  search,
  description: description.default(""),
  shared: shared.default(false),
  pinned: pinned.default(false),
});
export type NewView = z.output<typeof NewView>;

export const ViewChange = z.strictObject({ name, search, description, shared, pinned }).partial();
export type ViewChange = z.output<typeof ViewChange>;

/** A saved view as this person sees it. */
export type SavedView = Pick<Row, "id" | "name" | "description" | "search" | "shared" | "pinned" | "author"> & {
  createdAt: string;
  updatedAt: string;
  /** Whether this person may rename, change or delete it. */
  editable: boolean;
};

/** The views that everybody shares and the asker's own, pinned first, then by name. */
export async function savedViews(scope: Scope): Promise<SavedView[]> {
  const rows = await db.savedView.findMany({
    where: visibleTo(scope),
    orderBy: [{ pinned: "desc" }, { name: "asc" }, { id: "asc" }],
    take: MOST_VIEWS,
  });
  return rows.filter((row) => isSeen(scope, row)).map((row) => shown(scope, row));
}

export async function savedView(scope: Scope, id: string): Promise<SavedView> {
  return shown(scope, await visibleView(scope, id));
}

/** Anybody keeps views of their own; what all others see as well needs an editor. */
export async function saveView(scope: Scope, view: NewView, now: Date): Promise<SavedView> {
  if (view.shared) requireRole(scope, "editor");
  const data = { ...view, search: await storedSearch(scope, view.search, now) };
  const by = { owner: ownerOf(scope), author: scope.actor, createdAt: now, updatedAt: now };
  return await unlessTaken(view.name, async () =>
    shown(scope, await db.savedView.create({ data: { ...data, ...by, workspaceId: scope.workspaceId } })),
  );
}

export async function changeView(scope: Scope, id: string, change: ViewChange, now: Date): Promise<SavedView> {
  const row = await editableView(scope, id);
  if (change.shared) requireRole(scope, "editor");
  const { search: typed, ...rest } = change;
  const data = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const asked = typed === undefined ? {} : { search: await storedSearch(scope, typed, now) };
  return await unlessTaken(change.name ?? row.name, async () =>
    shown(scope, await db.savedView.update({ where: { id }, data: { ...data, ...asked, updatedAt: now } })),
  );
}

export async function deleteView(scope: Scope, id: string): Promise<void> {
  await editableView(scope, id);
  await db.savedView.delete({ where: { id } });
}

const visibleTo = (scope: Scope) => ({
  workspaceId: scope.workspaceId,
  OR: [{ shared: true }, { owner: ownerOf(scope) }],
});

/** What others share may be named after charges that the asker may not see: only questions about theirs are told. */
function isSeen(scope: Scope, { owner, search: asked }: Row): boolean {
  if (scope.rows === null || owner === ownerOf(scope)) return true;
  return covers(scope.rows, every(new URLSearchParams(asked), "where").map(conditionFrom));
}

async function visibleView(scope: Scope, id: string): Promise<Row> {
  const row = await db.savedView.findFirst({ where: { ...visibleTo(scope), id } });
  if (row && isSeen(scope, row)) return row;
  throw new DomainError("not_found", "There is no such view, or it is not shared with you.");
}

async function editableView(scope: Scope, id: string): Promise<Row> {
  const row = await visibleView(scope, id);
  if (isEditable(scope, row)) return row;
  throw new DomainError("forbidden", `This view belongs to ${row.author}: save it under a name of your own.`);
}

/** Its owner, as long as they may touch what others see, and admins. */
function isEditable(scope: Scope, { owner, shared: isShared }: Row): boolean {
  if (scope.role === "admin") return true;
  return owner === ownerOf(scope) && (!isShared || scope.role === "editor");
}

function shown(scope: Scope, row: Row): SavedView {
  const { id, name: called, description: text, search: asked, shared: isShared, pinned: isPinned, author } = row;
  return {
    id,
    name: called,
    description: text,
    search: asked,
    shared: isShared,
    pinned: isPinned,
    author,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    editable: isEditable(scope, row),
  };
}

/** Only what the page understands is kept, in one spelling; what it does not is refused in its own words. */
async function storedSearch(scope: Scope, typed: string, now: Date): Promise<string> {
  const calendar = await workspaceCalendar(scope, dayOf(now));
  return explorationSearch(explorationFromUrl(new URLSearchParams(typed), calendar));
}

async function unlessTaken<Answer>(called: string, change: () => Promise<Answer>): Promise<Answer> {
  try {
    return await change();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new DomainError("conflict", `There is already a view called ${called}.`, { cause: error });
  }
}
