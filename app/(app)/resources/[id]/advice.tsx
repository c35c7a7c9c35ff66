import { Panel } from "@/components/ui/panel";
import type { Scope } from "@/lib/auth/scope";
import { adviceList } from "@/lib/rightsizing/list/advice-list";
import { verdictList } from "@/lib/rightsizing/list/overview";
import { verdictLabels } from "@/lib/rightsizing/words";
import { AdviceBrief } from "../../rightsizing/advice-brief";

const MOST = 20;

/** The verdict on its size and use, and what is advised; nothing where nobody has looked at it. */
export async function Advice({ scope, id, now }: { scope: Scope; id: string; now: Date }) {
  const [[verdict], { items }] = await Promise.all([
    verdictList(scope, { resource: id, limit: 1, offset: 0 }),
    adviceList(scope, { filter: { resource: [id] }, sort: "saving", limit: MOST }, now),
  ]);
  if (!verdict && items.length === 0) return null;
  const said = verdict ? `${verdictLabels[verdict.verdict]}. ${verdict.reason}` : undefined;
  return (
    <Panel id="advice" title="Recommendations" note={said}>
      {items.length === 0 ? (
        <p className="text-muted">Nothing is advised.</p>
      ) : (
        <AdviceBrief caption="What is advised" items={items} />
      )}
    </Panel>
  );
}
