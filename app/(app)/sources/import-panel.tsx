import { Panel } from "@/components/ui/panel";
import { DropZone } from "./drop-zone";
import { PlainUpload } from "./plain-upload";

const ordinary = "FOCUS files of any provider: an export you downloaded, or one you made.";
const besideTheDemo =
  "What you import goes to your own workspace, which is shown from then on. It never mixes with the demo company.";

export function ImportPanel({ knownSources, isDemo }: { knownSources: string[]; isDemo: boolean }) {
  return (
    <Panel id="files" title="Import files" note={isDemo ? besideTheDemo : ordinary}>
      <PlainUpload />
      <DropZone knownSources={knownSources} />
    </Panel>
  );
}
