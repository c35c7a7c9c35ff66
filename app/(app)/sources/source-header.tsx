import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/status";
import type { Scope } from "@/lib/auth/scope";
import type { SourceSummary } from "@/lib/ledger/source-list";
import type { Freshness } from "@/lib/query/overview/freshness";
import { SourceActions } from "./source-actions";
import { SourceStatus } from "./source-status";

type Props = { scope: Scope; source: SourceSummary; freshness: Freshness | undefined; level: 1 | 2 };

/** A source's name, kind and standing, and what can be done with it: on its own page and in the list. */
export function SourceHeader({ scope, source, freshness, level }: Props) {
  return (
    <>
      {level === 1 && <BackToSources />}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5">
          <Name source={source} level={level} />
          <Badge>{source.connectorLabel}</Badge>
          <SourceStatus source={source} freshness={freshness?.state ?? "empty"} />
        </div>
        <SourceActions scope={scope} source={source} />
      </div>
    </>
  );
}

export function BackToSources() {
  return (
    <Link href="/sources" className="-ml-1 mb-2 inline-flex items-center gap-1 text-muted text-sm hover:text-ink">
      <ChevronLeft aria-hidden className="size-4" />
      Sources
    </Link>
  );
}

function Name({ source: { id, name }, level }: Pick<Props, "source" | "level">) {
  if (level === 1) return <h1 className="min-w-0 break-words font-semibold text-xl">{name}</h1>;
  return (
    <h2 id={`source-${id}`} className="min-w-0 break-words font-semibold text-lg">
      <Link href={`/sources/${id}`} className="hover:underline">
        {name}
      </Link>
    </h2>
  );
}
