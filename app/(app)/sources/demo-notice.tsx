import { Callout } from "@/components/ui/callout";

/** In the demo's workspace: where a real source or file goes. */
export function DemoNotice() {
  return (
    <div className="mb-8">
      <Callout title="Yours goes to a workspace of its own">
        A source you add or a file you import goes to your own workspace, which is shown from then on. Real spend never
        mixes with the demo company’s.
      </Callout>
    </div>
  );
}
