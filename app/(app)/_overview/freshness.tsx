import Link from "next/link";
import { dayLabel, instantLabel } from "@/components/format";
import { Tile } from "@/components/tile";
import { Panel } from "@/components/ui/panel";
import { type State, Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import { type Freshness, type FreshnessState, sourceFreshness } from "@/lib/query/overview/freshness";
import type { Seen } from "./view";

const words: Record<FreshnessState, { state: State; word: string }> = {
  fresh: { state: "good", word: "Up to date" },
  late: { state: "warn", word: "Late" },
  failed: { state: "bad", word: "Last run failed" },
  syncing: { state: "unknown", word: "Reading" },
  ended: { state: "unknown", word: "Not kept up to date" },
  empty: { state: "unknown", word: "No charges yet" },
};

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
  const [failed, late, syncing] = [of("failed"), of("late"), of("syncing")];
  if (failed > 0) return <Status state="bad">{`${failed} of ${sources.length} sources failed`}</Status>;
  if (late > 0) return <Status state="warn">{`${late} of ${sources.length} sources late`}</Status>;
  if (syncing > 0) return <Status state="unknown">{`${syncing} of ${sources.length} sources being read`}</Status>;
  if (of("fresh") === 0) return <Status state="unknown">No source is kept up to date</Status>;
  return <Status state="good">{sources.length === 1 ? "The source is up to date" : "All sources up to date"}</Status>;
}

/** How far each source reaches, the one that needs attention first. */
export async function SourceFreshness({ scope, frame }: Pick<Seen, "scope" | "frame">) {
  const sources = await sourceFreshness(scope, frame.today);
  return (
    <Panel id="freshness" title="Sources">
      <Table caption="How far each source reaches">
        <thead>
          <tr>
            <HeadCell>Source</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell numeric>Data through</HeadCell>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <FreshnessRow key={source.id} source={source} />
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

function FreshnessRow({ source }: { source: Freshness }) {
  const { state, word } = words[source.state];
  const success = source.lastSuccess && `Last read ${instantLabel(source.lastSuccess)}`;
  return (
    <tr>
      <RowHead>
        <Link href={`/sources/${source.id}`} className="hover:text-accent hover:underline">
          {source.name}
        </Link>
      </RowHead>
      <Cell title={success ?? undefined}>
        <Status state={state}>{word}</Status>
      </Cell>
      <Cell numeric className="text-muted">
        {source.dataThrough === null ? "none" : dayLabel(source.dataThrough)}
      </Cell>
    </tr>
  );
}
