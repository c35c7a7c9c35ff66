import { money } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import type { AdviceCard } from "@/lib/rightsizing/list/card";
import { providerFacts } from "./provider-facts";

/** The paragraph that lets a reader check the figures. */
export function HowComputed({ card: { evidence, currency, counted, saving, state } }: { card: AdviceCard }) {
  const { how, covered, provider } = evidence;
  const isOpen = state === "open" || state === "in_progress";
  return (
    <Panel id="how" title="How it was computed">
      <div className="flex max-w-[75ch] flex-col gap-3">
        {how.length > 0 && <p>{how.join(" ")}</p>}
        {covered && Number(covered.amount) > 0 && (
          <p>
            {`A commitment covers ${money(covered.amount, currency)} of what it costs. `}
            {covered.reusable
              ? "Other usage would take its place, so that it is saved all the same."
              : "Nothing else would use it, so that it is not counted as saved."}
          </p>
        )}
        {isOpen && Number(counted) === 0 && <p>Better advice on the same resource counts in the total in its place.</p>}
        {isOpen && Number(counted) > 0 && counted !== saving && (
          <p>{`${money(counted, currency)} of it counts in the total: the rest would be saved by other advice as well.`}</p>
        )}
        {provider && <ProviderSaid facts={providerFacts(provider, currency)} />}
      </div>
    </Panel>
  );
}

/** A provider's own figures stand as it gave them. */
function ProviderSaid({ facts }: { facts: [name: string, value: string][] }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1 text-sm">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="tabular break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
