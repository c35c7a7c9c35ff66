import { Money, plain } from "../../focus/money";
import type { Sent } from "../../sources/aws/sent";
import type { Tally } from "./readers";

/** Dollars for one request to Cost Explorer. */
const PAID_REQUEST = "0.01";

/** Adds to the tally what was sent since this was last asked; what metrics cost is added where they are read. */
export function sentInto(tally: Tally, sent: Sent | undefined): () => void {
  const noted = { requests: 0, paid: 0 };
  return () => {
    if (!sent) return;
    const paid = new Money(sent.paid - noted.paid).times(PAID_REQUEST);
    tally.requests += sent.requests - noted.requests;
    tally.requestCost = plain(paid.plus(tally.requestCost));
    Object.assign(noted, sent);
  };
}
