import { z } from "zod";
import { db } from "../db/client";
import { DomainError } from "../errors";
import { Email } from "./email";
import { networkOf } from "./network";
import { isPassword } from "./password";
import type { SignedIn } from "./sessions";
import { bookAttempt, succeeded } from "./throttle";

export const Credentials = z.strictObject({
  email: Email,
  password: z.string().min(1, "Enter your password.").max(1000, "This password is too long."),
});
export type Credentials = z.output<typeof Credentials>;

/** Who these credentials belong to; every failed try is counted. `address` is the visitor's. */
export async function personWithPassword(asked: Credentials, address: string, now: Date): Promise<SignedIn> {
  const attempt = await bookAttempt({ email: asked.email, network: networkOf(address) }, now);
  const user = await db.user.findUnique({ where: { email: asked.email } });
  const isRight = await isPassword(asked.password, user?.passwordHash ?? null);
  if (!user || user.disabledAt || !isRight) {
    throw new DomainError("unauthenticated", "E-mail or password is wrong.");
  }
  await succeeded(attempt);
  return { id: user.id, email: user.email, name: user.name };
}
