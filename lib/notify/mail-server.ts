import { createTransport } from "nodemailer";

/** One mail to one person, complete: sending it again is the same mail, with the same Message-ID. */
export type Letter = {
  /** Without angle brackets. */
  messageId: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  images: { cid: string; name: string; png: Uint8Array }[];
  headers: Record<string, string>;
  /** Message-IDs of the thread, without angle brackets. */
  references: string[];
};

/** `deferred` is worth another try later, `isUnreachable` for no mail before that; `refused` will be refused again. */
export type Delivery =
  | { outcome: "sent"; response: string }
  | { outcome: "deferred"; reason: string; isUnreachable?: boolean; retryAfter?: number }
  | { outcome: "refused"; reason: string };

export type MailServer = {
  deliver: (letter: Letter) => Promise<Delivery>;
  close: () => void;
};

// Shorter than the lease on a message, so that nobody else takes it up while a slow server is still answering.
const CONNECTION_MS = 20_000;
const GREETING_MS = 30_000;
const SILENCE_MS = 60_000;
const CONNECTIONS = 2;

/** The mail server of SMTP_URL (smtp:// with STARTTLS where offered, smtps:// with TLS from the start). */
export function mailServer(url: string, greetingTimeout = GREETING_MS): MailServer {
  const transport = createTransport({ url, pool: true, maxConnections: CONNECTIONS, ...common, greetingTimeout });
  return {
    deliver: async (letter) => {
      try {
        const { response } = await transport.sendMail(mailOf(letter));
        return { outcome: "sent", response };
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** Sends one mail and tells every line that was said, secrets left out: for the person who sets the server up. */
export async function tryMailServer(url: string, letter: Letter): Promise<{ delivery: Delivery; dialogue: string[] }> {
  const dialogue: string[] = [];
  const listener = (entry: { tnx?: string }, text: unknown) => {
    const speaker = entry.tnx === "client" ? "C:" : "S:";
    if (entry.tnx === "client" || entry.tnx === "server") dialogue.push(`${speaker} ${String(text).trim()}`);
  };
  const logger = { debug: listener, info: listener, warn: listener, error: listener, trace: listener, fatal: listener };
  const transport = createTransport({ url, ...common, logger, transactionLog: true });
  try {
    const { response } = await transport.sendMail(mailOf(letter));
    return { delivery: { outcome: "sent", response }, dialogue };
  } catch (error) {
    return { delivery: failureOf(error), dialogue };
  } finally {
    transport.close();
  }
}

const common = {
  connectionTimeout: CONNECTION_MS,
  greetingTimeout: GREETING_MS,
  socketTimeout: SILENCE_MS,
  // The outbox decides about another try: it remembers, a pool does not.
  maxRequeues: 0,
  // A letter is made of text that we wrote and names that others gave: nothing of it may read a file or an address.
  disableFileAccess: true,
  disableUrlAccess: true,
};

function mailOf({ messageId, images, references, ...letter }: Letter) {
  return {
    ...letter,
    messageId: `<${messageId}>`,
    ...(references.length > 0 && { references: references.map((id) => `<${id}>`).join(" ") }),
    attachments: images.map(({ cid, name, png }) => ({
      cid,
      filename: name,
      content: Buffer.from(png),
      contentType: "image/png",
      contentDisposition: "inline" as const,
    })),
  };
}

type SmtpError = Error & { code?: string; command?: string; responseCode?: number; response?: string };

/** RFC 5321 section 4.2.1: 4yz may succeed later, 5yz will not; a server that refuses us, not the reader, may be mended. */
function failureOf(error: unknown): Exclude<Delivery, { outcome: "sent" }> {
  if (!(error instanceof Error)) throw error;
  const { code, command, responseCode, response }: SmtpError = error;
  if (code === undefined && responseCode === undefined) throw error;
  const said = saidText(response);
  if (code === "EAUTH" || code === "ENOAUTH") {
    const reason = said ?? "The mail server did not accept the user and password of SMTP_URL.";
    return { outcome: "deferred", reason, isUnreachable: true };
  }
  if ((responseCode ?? 0) >= 500 && aboutMail.has(command))
    return { outcome: "refused", reason: said ?? error.message };
  const isUnreachable = command !== "MAIL FROM" && !aboutMail.has(command);
  return { outcome: "deferred", reason: said ?? wordsFor(code, command, error.message), isUnreachable };
}

const saidText = (response: string | undefined) => (response ? `The mail server answered: ${response.trim()}` : null);

const aboutMail = new Set<string | undefined>(["RCPT TO", "DATA"]);

function wordsFor(code: string | undefined, command: string | undefined, message: string): string {
  if (code === "EDNS") return `The mail server's name is not known: ${message}`;
  if (code === "ETLS") return `No secure connection to the mail server: ${message}`;
  if (code === "ETIMEDOUT") return `The mail server did not answer in time: ${message}`;
  if (command === "DATA") return "The mail server hung up while it took the mail; it may have kept it all the same.";
  return `The mail server cannot be reached: ${message}`;
}
