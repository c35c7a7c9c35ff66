import { z } from "zod";
import { db } from "../db/client";
import { DomainError } from "../errors";
import { Email } from "./email";
import { networkOf } from "./network";
import { isPassword } from "./password";
import { openSession } from "./sessions";
import { bookAttempt, succeeded } from "./throttle";

export const Credentials = z.strictObject({
  email: Email,
  password: z.string().min(1, "Enter your password.").max(1000, "This password is too long."),
});
export type Credentials = z.output<typeof Credentials>;

/** Checks a password and starts a session; gives the session's secret. `address` is the visitor's. */
export async function signInWithPassword(credentials: Credentials, address: string, now: Date): Promise<string> {
  const { email, password } = credentials;
  const attempt = await bookAttempt({ email, network: networkOf(address) }, now);
  const user = await db.user.findUnique({ where: { email } });
  const isRight = await isPassword(password, user?.passwordHash ?? null);
  if (!user || user.disabledAt || !isRight) {
    throw new DomainError("unauthenticated", "E-mail or password is wrong.");
  }
  await succeeded(attempt, now);
  return await openSession(user.id, now);
}
