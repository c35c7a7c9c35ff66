import { FileUp, Hourglass, PlugZap } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import type { Scope } from "@/lib/auth/scope";
import type { SourceSummary } from "@/lib/ledger/source-list";
import { Reading } from "./reading";

/** Before the first charge: what is missing, what to do, and what the page will look like. */
export function EmptyOverview({ scope, sources }: { scope: Scope; sources: SourceSummary[] }) {
  const reading = sources.filter(({ activeRunId }) => activeRunId !== null);
  if (reading.length > 0 || scope.workspaceKind === "demo") return <FirstReading scope={scope} sources={sources} />;
  return (
    <>
      <EmptyState
        level={1}
        icon={<PlugZap aria-hidden />}
        title={sources.length === 0 ? "No cloud is connected yet" : "No charges have arrived yet"}
        actions={
          <>
            <Button look="primary" size="l" asChild>
              <Link href={sources.length === 0 ? "/sources/add" : "/sources"}>
                <PlugZap aria-hidden />
                {sources.length === 0 ? "Connect a cloud" : "See your sources"}
              </Link>
            </Button>
            <Button size="l" asChild>
              <Link href="/sources">
                <FileUp aria-hidden />
                Import a FOCUS file
              </Link>
            </Button>
          </>
        }
      >
        <p>
          Connect AWS or import a FOCUS export. This page then shows what you spend, where it changed, and whether it
          agrees with the bill.
        </p>
        <p className="mt-2">
          To look around first, bring the demo company: <code className="whitespace-nowrap">npx outlay demo load</code>.
        </p>
      </EmptyState>
      <Preview />
    </>
  );
}

function FirstReading({ scope, sources }: { scope: Scope; sources: SourceSummary[] }) {
  const isDemo = scope.workspaceKind === "demo";
  return (
    <>
      <EmptyState
        level={1}
        icon={<Hourglass aria-hidden />}
        title={isDemo ? "The demo company is being loaded" : "Your first charges are being read"}
        actions={
          <div className="flex w-[min(28rem,80vw)] flex-col gap-4 text-left">
            <Reading sources={sources.filter(({ activeRunId }) => activeRunId !== null)} />
            <Stopped sources={sources.filter(({ activeRunId }) => activeRunId === null)} />
          </div>
        }
      >
        <p>
          {isDemo
            ? "14 months of simulated charges come through the same connectors that read a real bill. The page appears by itself when they are in."
            : "The page appears by itself when they are in. You can leave it and come back."}
        </p>
      </EmptyState>
      <Preview />
    </>
  );
}

/** What went wrong on the way, in the words of the run. */
function Stopped({ sources }: { sources: SourceSummary[] }) {
  return sources.map(({ id, name, lastRun }) =>
    lastRun?.error ? (
      <Callout key={id} tone="warn" title={`${name} could not be read`}>
        {[lastRun.error.message, lastRun.error.advice].filter(Boolean).join(" ")}
      </Callout>
    ) : null,
  );
}

const heights = [34, 38, 41, 36, 44, 47, 30, 28, 46, 50, 52, 49, 55, 38, 35, 54, 58, 61, 57, 63, 44, 41, 62, 66, 70];

/** The shape of the page to come, without numbers that could be mistaken for real ones. */
function Preview() {
  return (
    <div
      aria-hidden
      className="mx-auto max-w-4xl select-none opacity-60 [mask-image:linear-gradient(black,transparent)]"
    >
      <div className="grid grid-cols-2 gap-8 border-line border-y py-5 md:grid-cols-4">
        {["spend", "projection", "freshness", "reconciliation"].map((figure) => (
          <div key={figure}>
            <div className="h-3 w-24 rounded-md bg-hover" />
            <div className="mt-2 h-6 w-28 rounded-md bg-hover" />
            <div className="mt-2 h-3 w-36 rounded-md bg-hover" />
          </div>
        ))}
      </div>
      <div className="mt-8 flex h-48 items-end gap-1.5">
        {heights.map((height, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a drawing that never changes
          <div key={index} className="flex flex-1 flex-col-reverse gap-px" style={{ height: `${height * 1.3}%` }}>
            <div className="flex-[5] bg-[var(--series-1)] opacity-50" />
            <div className="flex-[3] bg-[var(--series-3)] opacity-50" />
            <div className="flex-[2] bg-[var(--series-4)] opacity-50" />
          </div>
        ))}
      </div>
    </div>
  );
}
