import { Callout } from "@/components/ui/callout";

/** In the demo's workspace: where a real source or file goes. */
export function DemoNotice() {
  return (
    <div className="mb-8">
      <Callout title="Yours goes to a workspace of its own">
        What you connect goes to your own workspace, which is shown from then on. It never mixes with the demo company.
      </Callout>
    </div>
  );
}
