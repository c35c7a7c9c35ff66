import type { Hold } from "./outbox-list";

/** Why something that is due was not sent yet, in a sentence. */
export const holdWords: Record<Hold, string> = {
  no_server: "No mail server is set.",
  demo: "The people of the demo company do not exist.",
  drivers: "What drives the reader’s alerts is being found; the message leaves right after.",
  quiet: "Waits for the end of the reader’s quiet hours.",
  digest: "Waits for the hour at which the reader wants mails.",
  rate: "The reader got many mails within an hour; what waits comes as one.",
};
