import type { Scope } from "@/lib/auth/scope";
import type { SourceSummary } from "@/lib/ledger/source-list";
import type { Freshness } from "@/lib/query/overview/freshness";
import { RunsPart } from "./runs-part";
import { SourceFacts } from "./source-facts";
import { SourceHeader } from "./source-header";
import { SourceTrouble } from "./source-trouble";

type Props = { scope: Scope; source: SourceSummary; freshness: Freshness[] };

/** One source: how it stands, what it costs, what is wrong with it, and its last runs. */
export function SourceSection({ scope, source, freshness }: Props) {
  const own = freshness.find(({ id }) => id === source.id);
  return (
    <section aria-labelledby={`source-${source.id}`} className="min-w-0 border-line border-t pt-5">
      <SourceHeader scope={scope} source={source} freshness={own} level={2} />
      <SourceFacts source={source} freshness={own} />
      <SourceTrouble source={source} />
      <RunsPart scope={scope} source={source} most={3} />
    </section>
  );
}
