import type { SourceSummary } from "@/lib/ledger/source-list";
import { CopyText } from "../copy-text";
import { Fold } from "../fold";

/** What to set up at the provider, ready to paste; folded away once charges have come in. */
export function ProviderSetUp({ source, isOpen }: { source: SourceSummary; isOpen: boolean }) {
  const { instructions, externalId } = source;
  if (instructions.length === 0) return null;
  const asksForId = instructions.some(({ text }) => text.includes(externalId));
  return (
    <Fold id="set-up" title="Set-up at the provider" isOpen={isOpen}>
      <p className="max-w-[75ch] text-muted">
        {asksForId
          ? "Create a role with these two policies, so that it trusts the account that runs Outlay only while it names this external id. Then check again."
          : "The identity that Outlay uses needs this permission. Set it up, then check again."}
      </p>
      <div className="mt-5 grid max-w-6xl items-start gap-6 lg:grid-cols-2">
        {asksForId && (
          <div className="lg:col-span-2 lg:max-w-md">
            <CopyText title="External id" text={externalId} />
          </div>
        )}
        {instructions.map(({ title, text }) => (
          <CopyText key={title} title={title} text={text} />
        ))}
      </div>
    </Fold>
  );
}
