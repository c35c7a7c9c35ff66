import { Email } from "../../lib/auth/email";
import { DomainError } from "../../lib/errors";
import { changePreference, type PreferenceChanges, preferenceFor } from "../../lib/notify/preference";
import type { Command, Input } from "../command/command";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<address> [--digest HOUR | --at-once] [--quiet FROM-TO | --no-quiet] [--time-zone ZONE] [--locale LOCALE]",
  help: [
    "Shows how somebody wants mails, and changes what is given.",
    "",
    "  --digest HOUR      one mail a day at this hour, 0 to 23; --at-once: each when it is due",
    "  --quiet FROM-TO    no mails between these hours, such as 22-7; --no-quiet: at any hour",
    "  --time-zone ZONE   that the hours are in, such as Europe/Berlin",
    "  --locale LOCALE    numbers and dates, such as de-DE",
  ],
  options: {
    digest: { type: "string" },
    "at-once": { type: "boolean" },
    quiet: { type: "string" },
    "no-quiet": { type: "boolean" },
    "time-zone": { type: "string" },
    locale: { type: "string" },
  },
  words: { least: 1, most: 1 },
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const address = Email.parse(input.words[0]);
    const changes = changesOf(input);
    const isChanged = Object.keys(changes).length > 0;
    const wanted = isChanged
      ? await changePreference(scope, address, changes, now)
      : await preferenceFor(scope, address);
    const { digestHour, quietFrom, quietTo, timeZone, locale } = wanted;
    const lines = [
      digestHour === null
        ? `Mails to ${address} come at once.`
        : `Mails to ${address} come once a day, at ${digestHour}:00.`,
      quietFrom === null ? "There are no quiet hours." : `It is quiet from ${quietFrom}:00 until ${quietTo}:00.`,
      `Hours are in ${timeZone}; numbers and dates are written ${locale === null ? "as in Outlay" : `as in ${locale}`}.`,
    ];
    return { lines, json: { address, ...wanted } };
  },
};

function changesOf(input: Input): PreferenceChanges {
  const [digest, quiet, timeZone, locale] = ["digest", "quiet", "time-zone", "locale"].map(input.text);
  const changes: PreferenceChanges = {};
  if (input.has("at-once")) changes.digestHour = null;
  if (digest !== undefined) changes.digestHour = hour(digest);
  if (input.has("no-quiet")) Object.assign(changes, { quietFrom: null, quietTo: null });
  if (quiet !== undefined) {
    const [from = "", to = ""] = quiet.split("-");
    Object.assign(changes, { quietFrom: hour(from), quietTo: hour(to) });
  }
  if (timeZone !== undefined) changes.timeZone = timeZone;
  if (locale !== undefined) changes.locale = locale;
  return changes;
}

function hour(text: string): number {
  if (/^\d{1,2}$/.test(text) && Number(text) < 24) return Number(text);
  throw new DomainError("invalid", `An hour is a number from 0 to 23; "${text}" is not.`);
}
