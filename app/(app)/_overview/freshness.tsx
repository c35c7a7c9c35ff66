import { dayLabel } from "@/components/format";
import { Tile } from "@/components/tile";
import { Status } from "@/components/ui/status";
import { type Freshness, type FreshnessState, sourceFreshness } from "@/lib/query/overview/freshness";
import type { Seen } from "./view";

export async function FreshnessTile({ scope, frame }: Pick<Seen, "scope" | "frame">) {
  const sources = await sourceFreshness(scope, frame.today);
  return (
    <Tile label="Data through" value={dayLabel(frame.dataThrough)}>
      <span>
        <SourcesStatus sources={sources} />
      </span>
      {frame.complete < frame.dataThrough && <span>{`complete through ${dayLabel(frame.complete)}`}</span>}
    </Tile>
  );
}

function SourcesStatus({ sources }: { sources: Freshness[] }) {
  const of = (state: FreshnessState) => sources.filter((source) => source.state === state).length;
  const [failed, partial, late, syncing] = [of("failed"), of("partial"), of("late"), of("syncing")];
  if (failed > 0) return <Status state="bad">{`${failed} of ${sources.length} sources failed`}</Status>;
  if (partial > 0) return <Status state="warn">{`${partial} of ${sources.length} sources partly read`}</Status>;
  if (late > 0) return <Status state="warn">{`${late} of ${sources.length} sources late`}</Status>;
  if (syncing > 0) return <Status state="unknown">{`${syncing} of ${sources.length} sources being read`}</Status>;
  if (of("fresh") === 0) return <Status state="unknown">No source is kept up to date</Status>;
  if (of("fresh") === 1) return <Status state="good">Connected source up to date</Status>;
  return <Status state="good">Connected sources up to date</Status>;
}
