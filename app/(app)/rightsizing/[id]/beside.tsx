import { Panel } from "@/components/ui/panel";
import type { AdviceCard } from "@/lib/rightsizing/list/card";
import { AdviceBrief } from "../advice-brief";

/** Other advice on the same resource, the provider's too. */
export function Beside({ card: { beside, resourceName, resourceId } }: { card: AdviceCard }) {
  if (beside.length === 0) return null;
  return (
    <Panel
      id="beside"
      title="Other advice on this resource"
      note="Each with its own figures. In the total at most one of those that exclude each other counts."
    >
      <AdviceBrief caption={`Other advice on ${resourceName ?? resourceId}`} items={beside} />
    </Panel>
  );
}
