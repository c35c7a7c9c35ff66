import { Panel } from "@/components/ui/panel";
import { DropZone } from "./drop-zone";
import { PlainUpload } from "./plain-upload";

export function ImportPanel({ knownSources }: { knownSources: string[] }) {
  return (
    <Panel
      id="files"
      title="Import files"
      note="FOCUS files of any provider: an export you downloaded, or one you made."
    >
      <PlainUpload />
      <DropZone knownSources={knownSources} />
    </Panel>
  );
}
