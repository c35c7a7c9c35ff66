import { Part } from "@/components/part";
import { Tiles } from "@/components/tile";
import type { SourceSummary } from "@/lib/ledger/source-list";
import { BudgetsAtRisk } from "./budgets";
import { Daily } from "./daily";
import { FreshnessTile } from "./freshness";
import { TopMovers } from "./movers";
import { Opening } from "./opening";
import { PinnedViews } from "./pinned-views";
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
  // Sources and what they stated are of the whole bill.
  const isWhole = seen.scope.rows === null;
  const reading = sources.filter(({ activeRunId }) => activeRunId !== null);
  return (
    <div className="flex flex-col gap-10">
      {reading.length > 0 && <Reading sources={reading} />}
      <div>
        <Part key={key} name="This month" fallback={<OpeningSkeleton />}>
          <Opening {...seen} />
        </Part>
        <Tiles>
          <Part key={`month ${key}`} name="Month to date" fallback={<TileSkeleton />}>
            <MonthTile {...seen} />
          </Part>
          <Part key={`end ${key}`} name="The projection" fallback={<TileSkeleton />}>
            <MonthEndTile {...seen} />
          </Part>
          {isWhole && (
            <>
              <Part name="Freshness" fallback={<TileSkeleton />}>
                <FreshnessTile {...seen} />
              </Part>
              <Part name="Reconciliation" fallback={<TileSkeleton />}>
                <ReconciliationTile scope={seen.scope} />
              </Part>
            </>
          )}
        </Tiles>
      </div>
      <Part name="Budgets" fallback={null}>
        <BudgetsAtRisk scope={seen.scope} />
      </Part>
      <Part name="Pinned views" fallback={null}>
        <PinnedViews scope={seen.scope} />
      </Part>
      <Part key={`daily ${key}`} name="Daily spend" fallback={<ChartSkeleton />}>
        <Daily {...seen} />
      </Part>
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-10">
          <Part key={`movers ${key}`} name="What changed" fallback={<PanelSkeleton className="h-96" />}>
            <TopMovers {...seen} />
          </Part>
          <Part key={`tagging ${key}`} name="Untagged usage" fallback={<PanelSkeleton className="h-28" />}>
            <Tagging {...seen} />
          </Part>
        </div>
        <div className="flex min-w-0 flex-col gap-10">
          <Part key={`account ${key}`} name="Spend by account" fallback={<PanelSkeleton className="h-96" />}>
            <SpendBy {...seen} dimension="subAccount" title="By account" />
          </Part>
          <Part key={`provider ${key}`} name="Spend by provider" fallback={<PanelSkeleton className="h-32" />}>
            <SpendBy {...seen} dimension="provider" title="By provider" />
          </Part>
        </div>
      </div>
      {isWhole && (
        <Part name="Sources" fallback={<PanelSkeleton />}>
          <Sources {...seen} />
        </Part>
      )}
    </div>
  );
}
