import { Plus } from "lucide-react";
import Link from "next/link";
import { count, dayLabel, money } from "@/components/format";
import { freshnessWords } from "@/components/source-words";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/panel";
import type { SourceSummary } from "@/lib/ledger/source-list";
import type { Freshness } from "@/lib/query/overview/freshness";
import { Figures } from "./figures";
import { standingOf } from "./source-status";

type Props = { sources: SourceSummary[]; freshness: Freshness[]; canAdd: boolean };

/** The one sentence and the figures: is everything in, how far does it reach, what did asking cost. */
export function SourcesHeader({ sources, freshness, canAdd }: Props) {
  const add = (
    <Button asChild look="primary">
      <Link href="/sources/add">
        <Plus aria-hidden />
        Add a source
      </Link>
    </Button>
  );
  return (
    <>
      <PageHeader title="Sources" lead={sentence(sources, freshness)} actions={canAdd && add} />
      {sources.length > 0 && <Figures label="All sources" figures={figuresOf(sources, freshness)} />}
    </>
  );
}

function sentence(sources: SourceSummary[], freshness: Freshness[]): string {
  if (sources.length === 0) return "Where charges come from: a cloud’s cost API, or FOCUS files.";
  const stateOf = ({ id }: SourceSummary) => freshness.find((each) => each.id === id)?.state ?? "empty";
  const all = sources.map((source) => ({ name: source.name, ...standingOf({ source, freshness: stateOf(source) }) }));
  const troubled = all.filter(({ state }) => state === "bad" || state === "warn");
  if (troubled.length > 0) {
    const names = troubled.map(({ name, word }) => `${name} (${word.toLowerCase()})`).join(", ");
    return `${troubled.length} of ${all.length} ${troubled.length === 1 ? "needs" : "need"} a look: ${names}.`;
  }
  const loading = all.filter(({ word }) => word === freshnessWords.syncing.word);
  if (loading.length > 0) return `${loading.map(({ name }) => name).join(", ")}: charges are coming in.`;
  return all.length === 1 ? `${all[0]?.name} is in order.` : `All ${all.length} sources are in order.`;
}

function figuresOf(sources: SourceSummary[], freshness: Freshness[]) {
  const metered = sources.flatMap(({ meter }) => meter ?? []);
  const requests = metered.reduce((sum, meter) => sum + meter.requests, 0);
  const cents = metered.reduce((sum, { dollars }) => sum + Math.round(Number(dollars) * 100), 0);
  const reaches = freshness.flatMap(({ dataThrough }) => dataThrough ?? []).sort();
  const [first] = reaches;
  const last = reaches.at(-1);
  return [
    { label: "Sources", value: count(sources.length), note: typesOf(sources) },
    {
      label: "Data through",
      value: last ? dayLabel(last) : "No data yet",
      note: first && first !== last ? `the oldest ends ${dayLabel(first)}` : undefined,
    },
    {
      label: "Paid requests this month",
      value: count(requests),
      note: `${money((cents / 100).toFixed(2), "USD")} paid to providers for asking`,
    },
  ];
}

const typesOf = (sources: SourceSummary[]) =>
  [...new Set(sources.map(({ connectorLabel }) => connectorLabel))].sort().join(", ");
