import { agoLabel, count, dayLabel, instantLabel, money } from "@/components/format";
import type { SourceSummary } from "@/lib/ledger/source-list";
import type { Freshness } from "@/lib/query/overview/freshness";

type Props = { source: SourceSummary; freshness: Freshness | undefined };

export function SourceFacts({ source, freshness }: Props) {
  const through = freshness?.dataThrough ?? source.dataThrough;
  return (
    <dl className="my-4 grid grid-cols-2 gap-x-8 gap-y-4 text-sm md:flex md:flex-wrap md:gap-x-14">
      <Fact label="Data through">{through ? dayLabel(through) : "No data yet"}</Fact>
      {source.connected && <Fact label="Next sync">{nextSync(source)}</Fact>}
      {source.meter && <RequestFact meter={source.meter} caps={source.caps} />}
      <Fact label="Last success">
        {freshness?.lastSuccess ? (
          <time dateTime={freshness.lastSuccess.toISOString()} title={instantLabel(freshness.lastSuccess)}>
            {agoLabel(freshness.lastSuccess, new Date())}
          </time>
        ) : (
          "Never"
        )}
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="tabular mt-0.5 font-medium">{children}</dd>
    </div>
  );
}

type Paid = { meter: NonNullable<SourceSummary["meter"]>; caps: SourceSummary["caps"] };

/** What asking cost this month, against what it may cost. */
function RequestFact({ meter, caps }: Paid) {
  const dollarsOf = (requests: number) => money((requests * Number(meter.price)).toFixed(2), "USD");
  const share = caps ? Math.min(1, meter.requests / caps.month) : 0;
  return (
    <div className="min-w-40">
      <dt className="text-muted text-xs">Requests this month</dt>
      <dd className="tabular mt-0.5">
        <span className="font-medium">
          {count(meter.requests)}, {money(meter.dollars, "USD")}
        </span>
        {caps && <span className="text-muted"> of at most {dollarsOf(caps.month)}</span>}
      </dd>
      {caps && (
        <dd aria-hidden="true" className="mt-1.5 h-1 w-40 overflow-hidden rounded-full bg-hover">
          <div className="h-full bg-accent-solid" style={{ width: `${share * 100}%` }} />
        </dd>
      )}
    </div>
  );
}

function nextSync({ state, activeRunId, nextSyncAt }: SourceSummary): string {
  if (activeRunId) return "Running now";
  if (state === "paused") return "Paused";
  return nextSyncAt ? instantLabel(nextSyncAt) : "When you ask";
}
