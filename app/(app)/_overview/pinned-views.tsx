import { Pin } from "lucide-react";
import Link from "next/link";
import { Panel } from "@/components/ui/panel";
import type { Scope } from "@/lib/auth/scope";
import { savedViews } from "@/lib/query/saved/views";

/** The questions that somebody pinned, one click away; nothing while there are none. */
export async function PinnedViews({ scope }: { scope: Scope }) {
  const pinned = (await savedViews(scope)).filter((view) => view.pinned);
  if (pinned.length === 0) return null;
  return (
    <Panel id="pinned" title="Pinned views">
      <ul className="grid gap-x-12 gap-y-2 text-sm @2xl:grid-cols-2">
        {pinned.map(({ id, name, description, search }) => (
          <li key={id} className="flex min-w-0 items-baseline gap-2.5">
            <Pin aria-hidden className="size-3.5 shrink-0 translate-y-0.5 text-faint" />
            <Link href={`/explore?${search}`} className="shrink-0 font-medium hover:text-accent hover:underline">
              <bdi>{name}</bdi>
            </Link>
            <span className="truncate text-muted">{description}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
