import { linkOffer, type Offer } from "@/lib/alerts/by-mail/offer";
import { DomainError } from "@/lib/errors";
import { preferenceOf } from "@/lib/notify/preference";
import { LinkForm } from "./link-form";
import { PreferencePart } from "./preference-part";

export const metadata = { title: "From a mail", robots: { index: false, follow: false } };

/** Opening it changes nothing: mail scanners open every link they find. */
export default async function MailLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const token = decodeURIComponent((await params).token);
  const offer = await offerOf(token);
  if (typeof offer === "string") return <Refused reason={offer} />;
  return (
    <>
      <p className="font-medium text-muted text-sm">
        {offer.budget.name}, {offer.period}
      </p>
      <h1 className="mt-1 font-semibold text-2xl">{offer.title}</h1>
      <p className="mt-3 text-muted">{offer.reason}</p>
      <LinkForm token={token} {...formOf(offer)} />
      {offer.purpose === "unsubscribe" && (
        <PreferencePart token={token} recipient={offer.recipient} preference={await preferenceOf(readerOf(offer))} />
      )}
    </>
  );
}

const formOf = ({ consequence, button, done, isRefused }: Offer) => ({ consequence, button, done, isRefused });

const readerOf = ({ workspaceId, recipient }: Offer) => ({ workspaceId, address: recipient });

async function offerOf(token: string): Promise<Offer | string> {
  try {
    return await linkOffer(token, new Date());
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

function Refused({ reason }: { reason: string }) {
  return (
    <>
      <h1 className="font-semibold text-2xl">This link does nothing</h1>
      <p className="mt-3 text-muted">{reason}</p>
    </>
  );
}
