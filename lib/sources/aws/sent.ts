/** What went over the wire, each page and each attempt at it by itself, and how many of them Cost Explorer charges for. */
export type Sent = { requests: number; paid: number };

export const noneSent = (): Sent => ({ requests: 0, paid: 0 });

type Next = (args: unknown) => unknown;
/** Every client has a stack of its own type; counting does not look at what passes. */
type Countable = { middlewareStack: { add: (middleware: never, options: typeof innermost) => void } };

// The innermost step runs once for each attempt.
const innermost = { step: "deserialize", priority: "low", name: "countRequests" } as const;

/** The same client, each attempt of whose requests is counted. */
export function countedIn<Client extends Countable>(sent: Sent | undefined, client: Client): Client {
  if (!sent) return client;
  const counting = (next: Next) => (args: unknown) => {
    sent.requests++;
    return next(args);
  };
  client.middlewareStack.add(counting as never, innermost);
  return client;
}
