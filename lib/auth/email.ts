import { z } from "zod";

const LONGEST = 254;

/** Exactly one plain address in lower case: what is stored, compared and mailed to is the same text. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("Use one e-mail address such as name@example.com.").max(LONGEST, "This e-mail address is too long."));
