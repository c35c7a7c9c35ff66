import { classNames } from "@/components/ui/class-names";
import type { MailPreview } from "@/lib/notify/outbox-preview";

export const views = [
  { id: "mail", label: "Mail" },
  { id: "phone", label: "On a phone" },
  { id: "text", label: "As text" },
] as const;
export type View = (typeof views)[number]["id"];

/** The mail in a frame that runs nothing and leads nowhere. */
export function MailView({ mail, view }: { mail: MailPreview; view: View }) {
  if (mail.posted !== null) {
    return (
      <div className="mt-6">
        <h2 className="mb-3 font-semibold text-lg">What is posted</h2>
        <Plain text={JSON.stringify(mail.posted, null, 2)} label="What is posted to the channel" />
      </div>
    );
  }
  if (view === "text") return <Plain text={mail.text} label="The mail as text" />;
  return (
    <iframe
      title={`The mail to ${mail.to} as it looks`}
      srcDoc={mail.html}
      sandbox=""
      className={classNames(
        "w-full rounded-lg border border-line bg-sunken",
        view === "phone" ? "h-[72rem] max-w-[390px]" : "h-[72rem] max-w-[720px] sm:h-[66rem]",
      )}
    />
  );
}

function Plain({ text, label }: { text: string; label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it nobody can scroll by keyboard
      tabIndex={0}
      className="max-w-[720px] overflow-x-auto rounded-lg border border-line bg-sunken p-5"
    >
      <pre className="whitespace-pre-wrap break-words font-mono text-xs leading-5">{text}</pre>
    </section>
  );
}
