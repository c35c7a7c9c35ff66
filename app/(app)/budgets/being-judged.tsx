import { Callout } from "@/components/ui/callout";
import type { Scope } from "@/lib/auth/scope";
import { isBeingJudged } from "@/lib/budgets/list";

/** What was changed a moment ago may not be in the figures yet: a reader is told instead of left to wonder. */
export async function BeingJudged({ scope }: { scope: Scope }) {
  if (!(await isBeingJudged(scope))) return null;
  return (
    <div className="mb-6">
      <Callout title="Budgets are being judged again">
        Figures and states may be those from before the last change. Load the page again in a moment.
      </Callout>
    </div>
  );
}
