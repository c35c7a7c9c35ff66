import { PreferenceForm } from "@/components/mail-preference";
import { Panel } from "@/components/ui/panel";
import type { MailPreference } from "@/lib/notify/preference";
import { savePreference } from "./actions";

export function MyMails({ address, preference }: { address: string; preference: MailPreference }) {
  return (
    <Panel id="my-mails" title="Mails to you" note={`What Outlay sends to ${address}.`}>
      <PreferenceForm action={savePreference} preference={preference} />
    </Panel>
  );
}
