import { z } from "zod";

const isBlank = (text: string) => text.trim() === "";

/** A text that a form may leave empty. */
export const optionalText = (pattern: RegExp, message: string) =>
  z
    .string()
    .trim()
    .refine((text) => isBlank(text) || pattern.test(text), message)
    .transform((text) => (isBlank(text) ? undefined : text))
    .optional();
