import { expect, it } from "vitest";
import { dayInZone } from "./zone";

it.each([
  ["at -11 the day before lasts until eleven", "Pacific/Pago_Pago", "2026-11-28T10:59:59Z", "2026-11-27"],
  ["and then begins", "Pacific/Pago_Pago", "2026-11-28T11:00:00Z", "2026-11-28"],
  ["at +14 the day lasts until ten", "Pacific/Kiritimati", "2026-11-28T09:59:59Z", "2026-11-28"],
  ["and then the next begins", "Pacific/Kiritimati", "2026-11-28T10:00:00Z", "2026-11-29"],
  ["a day of 23 hours begins in winter time", "America/New_York", "2026-03-08T05:00:00Z", "2026-03-08"],
  ["and ends in summer time", "America/New_York", "2026-03-09T04:00:00Z", "2026-03-09"],
  ["a day of 25 hours begins in summer time", "Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25"],
  ["and ends in winter time", "Europe/Berlin", "2026-10-25T22:59:59Z", "2026-10-25"],
  ["a leap day comes early in the east", "Pacific/Kiritimati", "2028-02-28T10:00:00Z", "2028-02-29"],
  ["and leaves late in the west", "Pacific/Pago_Pago", "2028-03-01T10:59:59Z", "2028-02-29"],
  ["half an hour counts", "Asia/Kolkata", "2026-11-27T18:30:00Z", "2026-11-28"],
])("%s", (_why, zone, at, day) => {
  expect(dayInZone(new Date(at), zone)).toBe(day);
});
