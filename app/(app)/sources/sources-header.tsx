import { Plus } from "lucide-react";
import Link from "next/link";
import { count, dayLabel, money } from "@/components/format";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/panel";
import type { SourceSummary } from "@/lib/ledger/source-list";
import type { Freshness } from "@/lib/query/overview/freshness";
import { Figures } from "./figures";
import { wordFor } from "./source-status";

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
      <PageHeader title="Sources" lead={sentence(freshness)} actions={canAdd && add} />
      {sources.length > 0 && <Figures label="All sources" figures={figuresOf(sources, freshness)} />}
    </>
  );
}

function sentence(freshness: Freshness[]): string {
  const [worst] = freshness;
  if (!worst) return "Where charges come from: a cloud’s cost API, or FOCUS files.";
  const troubled = freshness.filter(({ state }) => state === "failed" || state === "late");
  if (troubled.length === 0) {
    return freshness.length === 1 ? `${worst.name} is in order.` : `All ${freshness.length} sources are in order.`;
  }
  const names = troubled.map(({ name, state }) => `${name} (${wordFor(state).toLowerCase()})`);
  return `${troubled.length} of ${freshness.length} ${freshness.length === 1 ? "source needs" : "sources need"} a look: ${names.join(", ")}.`;
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
