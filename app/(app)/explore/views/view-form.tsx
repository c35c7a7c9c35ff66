"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";

type State = { message?: string; fields?: Record<string, string[] | undefined>; typed?: Record<string, string> };
type Known = { id: string; name: string; description: string; shared: boolean; pinned: boolean };
type Props = {
  save: (before: State, form: FormData) => Promise<State>;
  /** What is saved: the question of the page, or a view that is there. */
  search?: string;
  view?: Known;
  mayShare: boolean;
};

/** Name, description, and who sees it. */
export function ViewForm({ save, search, view, mayShare }: Props) {
  const [state, act, busy] = useActionState(save, {});
  const id = view?.id ?? "new";
  return (
    <form action={act} className="flex flex-col gap-3">
      {search !== undefined && <input type="hidden" name="search" value={search} />}
      {view && <input type="hidden" name="id" value={view.id} />}
      <TextField
        id={`view-name-${id}`}
        name="name"
        label="Name"
        required
        maxLength={100}
        autoComplete="off"
        defaultValue={state.typed?.name ?? view?.name ?? ""}
        errors={state.fields?.name}
      />
      <TextField
        id={`view-description-${id}`}
        name="description"
        label="Description"
        optional
        maxLength={500}
        autoComplete="off"
        defaultValue={state.typed?.description ?? view?.description ?? ""}
        errors={state.fields?.description}
      />
      {mayShare && <Check name="shared" label="Everybody in the workspace sees it" on={view?.shared ?? false} />}
      <Check name="pinned" label="Pin to the overview" on={view?.pinned ?? false} />
      {state.message && (
        <p role="status" className="text-muted text-sm">
          {state.message}
        </p>
      )}
      <Button type="submit" look="primary" busy={busy} className="self-end">
        Save
      </Button>
    </form>
  );
}

function Check({ name, label, on }: { name: string; label: string; on: boolean }) {
  return (
    <label className="flex cursor-pointer items-center gap-2.5 text-sm">
      <input type="checkbox" name={name} defaultChecked={on} className="size-4 accent-accent-solid" />
      {label}
    </label>
  );
}
