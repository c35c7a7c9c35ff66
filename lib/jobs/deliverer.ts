import { deliverNow } from "../notify/deliver";
import { type Woken, woken } from "./woken";

/** What an evaluation or a person leaves in the outbox is sent right after, one round at a time in each worker. */
export function startDeliverer(): Woken {
  return woken("deliver messages", deliverNow);
}
