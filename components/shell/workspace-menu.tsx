"use client";

import { Building2, ChevronsUpDown, FlaskConical } from "lucide-react";
import { useTransition } from "react";
import { Menu } from "../ui/menu";

export type WorkspaceChoice = { slug: string; name: string; kind: "real" | "demo" };
type Props = {
  current: WorkspaceChoice;
  all: WorkspaceChoice[];
  choose: (before: object, form: FormData) => Promise<unknown>;
};

const icons = { real: Building2, demo: FlaskConical };

/** Which workspace is on the screen; a list to choose from when there is more than one. */
export function WorkspaceMenu({ current, all, choose }: Props) {
  const [pending, start] = useTransition();
  const show = (slug: string) =>
    start(async () => {
      const form = new FormData();
      form.set("slug", slug);
      await choose({}, form);
    });
  const Icon = icons[current.kind];
  const name = (
    <>
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="truncate font-medium">{current.name}</span>
    </>
  );
  if (all.length < 2) return <p className="flex h-8 min-w-0 items-center gap-2 text-sm">{name}</p>;

  const trigger = (
    <button
      type="button"
      aria-label={`Workspace: ${current.name}`}
      aria-busy={pending}
      className="-ml-2 flex h-8 min-w-0 cursor-pointer items-center gap-2 rounded-md px-2 text-sm hover:bg-hover"
    >
      {name}
      <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-faint" />
    </button>
  );
  const entries = all.map(({ slug, name: text, kind }) => {
    const Kind = icons[kind];
    return {
      key: slug,
      label: text,
      icon: <Kind aria-hidden />,
      chosen: slug === current.slug,
      onSelect: () => show(slug),
    };
  });
  return <Menu trigger={trigger} label="Workspace" heading="Workspace" entries={entries} />;
}
