import type { FormState } from "@/app/form-action";
import { Callout } from "@/components/ui/callout";

/** What came of a test, and word for word what stands behind it. */
export function Outcome({ state, detailsLabel }: { state: FormState; detailsLabel: string }) {
  if (!state.message) return null;
  return (
    <div className="flex flex-col gap-3">
      <Callout tone={state.isGood ? "good" : "bad"} live>
        {state.message}
      </Callout>
      {state.details && state.details.length > 0 && (
        <section
          aria-label={detailsLabel}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: without it nobody can scroll by keyboard
          tabIndex={0}
          className="max-h-96 overflow-auto rounded-lg border border-line bg-sunken p-4"
        >
          <pre className="font-mono text-xs leading-5">{state.details.join("\n")}</pre>
        </section>
      )}
    </div>
  );
}
