import { Suspense } from "react";
import { Tiles } from "@/components/tile";
import type { SourceSummary } from "@/lib/ledger/source-list";
import { Daily } from "./daily";
import { FreshnessTile } from "./freshness";
import { TopMovers } from "./movers";
import { Opening } from "./opening";
import { SpendBy } from "./ranking";
import { Reading } from "./reading";
import { ReconciliationTile } from "./reconciliation";
import { ChartSkeleton, OpeningSkeleton, PanelSkeleton, TileSkeleton } from "./skeletons";
import { Sources } from "./sources";
import { MonthEndTile, MonthTile } from "./spend-tiles";
import { Tagging } from "./tagging";
import type { Seen } from "./view";

/** The figures, the picture, then what is behind them; each part appears as soon as it is added up. */
export function Overview({ seen, sources }: { seen: Seen; sources: SourceSummary[] }) {
  const key = `${seen.metric} ${seen.currency ?? ""}`;
  const reading = sources.filter(({ activeRunId }) => activeRunId !== null);
  return (
    <div className="flex flex-col gap-10">
      {reading.length > 0 && <Reading sources={reading} />}
      <div>
        <Suspense key={key} fallback={<OpeningSkeleton />}>
          <Opening {...seen} />
        </Suspense>
        <Tiles>
          <Suspense key={`month ${key}`} fallback={<TileSkeleton />}>
            <MonthTile {...seen} />
          </Suspense>
          <Suspense key={`end ${key}`} fallback={<TileSkeleton />}>
            <MonthEndTile {...seen} />
          </Suspense>
          <Suspense fallback={<TileSkeleton />}>
            <FreshnessTile {...seen} />
          </Suspense>
          <Suspense fallback={<TileSkeleton />}>
            <ReconciliationTile scope={seen.scope} />
          </Suspense>
        </Tiles>
      </div>
      <Suspense key={`daily ${key}`} fallback={<ChartSkeleton />}>
        <Daily {...seen} />
      </Suspense>
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-10">
          <Suspense key={`movers ${key}`} fallback={<PanelSkeleton className="h-96" />}>
            <TopMovers {...seen} />
          </Suspense>
          <Suspense key={`tagging ${key}`} fallback={<PanelSkeleton className="h-28" />}>
            <Tagging {...seen} />
          </Suspense>
        </div>
        <div className="flex min-w-0 flex-col gap-10">
          <Suspense key={`account ${key}`} fallback={<PanelSkeleton className="h-96" />}>
            <SpendBy {...seen} dimension="subAccount" title="By account" />
          </Suspense>
          <Suspense key={`provider ${key}`} fallback={<PanelSkeleton className="h-32" />}>
            <SpendBy {...seen} dimension="provider" title="By provider" />
          </Suspense>
        </div>
      </div>
      <Suspense fallback={<PanelSkeleton />}>
        <Sources {...seen} />
      </Suspense>
    </div>
  );
}
