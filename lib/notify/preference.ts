import { z } from "zod";
import { requireRole, type Scope } from "../auth/scope";
import { db } from "../db/client";
import { DomainError } from "../errors";

const hourFrom = (text: unknown) => (text === "" || text === null ? null : Number(text));
const Hour = z.preprocess(hourFrom, z.int("Choose an hour.").min(0).max(23).nullable());

/** How one reader wants mails: at once or together once a day, not at night, in their own numbers and dates. */
export const MailPreference = z
  .strictObject({
    digestHour: Hour,
    quietFrom: Hour,
    quietTo: Hour,
    timeZone: z.string().max(64).refine(isTimeZone, "Use a time zone such as Europe/Berlin."),
    locale: z.preprocess(
      (text) => (text === "" ? null : text),
      z.string().max(35).refine(isLocale, "Use a language and region such as de-DE.").nullable(),
    ),
  })
  .check(({ value, issues }) => {
    const isHalf = (value.quietFrom === null) !== (value.quietTo === null);
    const isEmpty = value.quietFrom !== null && value.quietFrom === value.quietTo;
    if (!isHalf && !isEmpty) return;
    const message = isHalf ? "Choose both hours, or neither." : "These hours are the same; choose two that differ.";
    issues.push({ code: "custom", message, path: ["quietTo"], input: value.quietTo });
  });
export type MailPreference = z.output<typeof MailPreference>;

/** What a program changes of it; what is left out stays. */
export const PreferenceChanges = z
  .strictObject({
    digestHour: z.int().min(0).max(23).nullable().meta({ description: "One mail a day at this hour; null: at once." }),
    quietFrom: z.int().min(0).max(23).nullable(),
    quietTo: z.int().min(0).max(23).nullable(),
    timeZone: z.string().max(64).meta({ description: "That all hours are in, such as Europe/Berlin." }),
    locale: z.string().max(35).nullable().meta({ description: "Numbers and dates, such as de-DE." }),
  })
  .partial();
export type PreferenceChanges = z.output<typeof PreferenceChanges>;

const atOnce: MailPreference = { digestHour: null, quietFrom: null, quietTo: null, timeZone: "UTC", locale: null };

type Reader = Pick<Scope, "workspaceId"> & { address: string };

export async function preferenceOf({ workspaceId, address }: Reader): Promise<MailPreference> {
  const found = await db.mailPreference.findUnique({ where: { workspaceId_address: { workspaceId, address } } });
  if (!found) return atOnce;
  const { digestHour, quietFrom, quietTo, timeZone, locale } = found;
  return { digestHour, quietFrom, quietTo, timeZone, locale };
}

/** How somebody wants mails: one's own, or as an admin anybody's. */
export async function preferenceFor(scope: Scope, address: string): Promise<MailPreference> {
  if (address !== scope.actor) requireRole(scope, "admin");
  return await preferenceOf({ workspaceId: scope.workspaceId, address });
}

export async function changePreference(
  scope: Scope,
  address: string,
  changes: PreferenceChanges,
  now: Date,
): Promise<MailPreference> {
  const before = await preferenceFor(scope, address);
  const after = MailPreference.safeParse({ ...before, ...changes });
  if (!after.success) throw new DomainError("invalid", after.error.issues[0]?.message ?? "This does not fit together.");
  await setPreference({ workspaceId: scope.workspaceId, address }, after.data, now);
  return after.data;
}

export async function setPreference({ workspaceId, address }: Reader, wanted: MailPreference, now: Date) {
  await refuseUnknownZone(wanted.timeZone);
  const data = { ...wanted, updatedAt: now };
  await db.mailPreference.upsert({
    where: { workspaceId_address: { workspaceId, address } },
    create: { workspaceId, address, ...data },
    update: data,
  });
}

/** The database reckons with it, and may know fewer names than we do. */
async function refuseUnknownZone(timeZone: string): Promise<void> {
  const known = await db.$queryRaw<{ name: string }[]>`
    select name from pg_timezone_names where lower(name) = lower(${timeZone}) limit 1`;
  if (known.length === 0) throw new DomainError("invalid", `The database does not know the time zone ${timeZone}.`);
}

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}

function isLocale(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    return false;
  }
}
