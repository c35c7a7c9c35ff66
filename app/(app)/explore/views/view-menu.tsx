import { Bookmark, Pin, Trash2 } from "lucide-react";
import Link from "next/link";
import { Popover } from "@/components/ui/popover";
import type { Scope } from "@/lib/auth/scope";
import { type Exploration, explorationSearch } from "@/lib/query/exploration";
import { type SavedView, savedViews } from "@/lib/query/saved/views";
import { removeView, renameView, saveAsView } from "../actions";
import { RemoveButton } from "../remove-button";
import { ViewForm } from "./view-form";

type Props = { scope: Scope; exploration: Exploration };

/** The saved views, and a form to keep the question of the page as one more. */
export async function ViewMenu({ scope, exploration }: Props) {
  const views = await savedViews(scope);
  const search = explorationSearch(exploration);
  const current = views.find((view) => view.search === search);
  const mayShare = scope.role !== "viewer";
  return (
    <div className="flex items-center gap-1">
      <Popover
        quiet
        align="end"
        name="Saved views"
        label={
          <>
            <Bookmark aria-hidden />
            {current?.name ?? "Views"}
          </>
        }
      >
        <div className="max-h-[60vh] w-80 overflow-y-auto p-1">
          {views.length === 0 && (
            <p className="px-3 py-3 text-muted text-sm">
              No views yet. Save a question that you ask often; a relative period stays relative.
            </p>
          )}
          <ul aria-label="Views">
            {views.map((view) => (
              <Entry key={view.id} view={view} isCurrent={view === current} mayShare={mayShare} />
            ))}
          </ul>
        </div>
      </Popover>
      <Popover quiet align="end" label="Save view">
        <div className="w-80 p-4">
          <ViewForm save={saveAsView} search={search} mayShare={mayShare} />
        </div>
      </Popover>
    </div>
  );
}

function Entry({ view, isCurrent, mayShare }: { view: SavedView; isCurrent: boolean; mayShare: boolean }) {
  const { id, name, description, search, pinned, shared, author, editable } = view;
  return (
    <li className="rounded-md px-2.5 py-1.5 hover:bg-hover">
      <Link href={`/explore?${search}`} aria-current={isCurrent ? "true" : undefined} className="block text-sm">
        <span className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
          {pinned && <Pin aria-label="Pinned" className="size-3.5 text-muted" />}
        </span>
        <span className="block truncate text-muted text-xs">
          {description || (shared ? `Shared by ${author}` : "Yours alone")}
        </span>
      </Link>
      {editable && (
        <details className="mt-1">
          <summary className="cursor-pointer text-faint text-xs hover:text-ink">Change</summary>
          <div className="py-2">
            <ViewForm save={renameView} view={view} mayShare={mayShare} />
            <RemoveButton remove={removeView} id={id} label={`Delete the view ${name}`}>
              <Trash2 aria-hidden />
              Delete
            </RemoveButton>
          </div>
        </details>
      )}
    </li>
  );
}
