import type { MailPreview } from "@/lib/notify/outbox-preview";
import { MailFrame } from "./mail-frame";

export const views = [
  { id: "mail", label: "Mail" },
  { id: "phone", label: "On a phone" },
  { id: "text", label: "As text" },
] as const;
export type View = (typeof views)[number]["id"];

/** The mail as its reader sees it, as text, or what is posted to a channel. */
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
    <MailFrame
      key={view}
      title={`The mail to ${mail.to} as it looks`}
      html={mail.html}
      className={view === "phone" ? "max-w-[390px]" : "max-w-[720px]"}
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
