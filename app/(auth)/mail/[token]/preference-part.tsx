import { PreferenceForm } from "@/components/mail-preference";
import type { MailPreference } from "@/lib/notify/preference";
import { prefer } from "./actions";

type Props = { token: string; recipient: string; preference: MailPreference };

/** For readers who have no account: what members choose in the settings. */
export function PreferencePart({ token, recipient, preference }: Props) {
  return (
    <section aria-labelledby="preference" className="mt-10 border-line border-t pt-6">
      <h2 id="preference" className="font-semibold text-lg">
        Or fewer mails, at better times
      </h2>
      <p className="mt-1 mb-5 text-muted text-sm">For all mails of Outlay to {recipient}.</p>
      <PreferenceForm action={prefer} preference={preference} token={token} />
    </section>
  );
}
