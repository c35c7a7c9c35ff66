import { z } from "zod";
import { plain } from "../../focus/money";
import type { Effort } from "../advice";
import { efforts } from "../advice";

const DECIMAL = /^-?\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,3})?$/;

/** AWS tells numbers as doubles or as texts; what is neither finite nor a number is not told. */
export const Amount = z
  .union([z.number(), z.nan(), z.string(), z.null(), z.undefined()])
  .transform((told) => decimalOf(told));

function decimalOf(told: number | string | null | undefined): string | null {
  const text = String(told ?? "");
  return DECIMAL.test(text) ? plain(text) : null;
}

export const Tags = z
  .array(z.object({ key: z.string().optional(), value: z.string().optional() }))
  .nullish()
  .transform((list) => Object.fromEntries((list ?? []).flatMap(({ key, value }) => (key ? [[key, value ?? ""]] : []))));

export const Time = z
  .date()
  .nullish()
  .transform((time) => time ?? null);

export const Word = z
  .string()
  .nullish()
  .transform((word) => word || null);

export function effortOf(told: string | null): Effort | null {
  return efforts.find((each) => each === told) ?? null;
}

/** Exports name instances and volumes by their short id, buckets by their name, and nearly everything else by its ARN. */
export function ledgerId(arn: string | null, id: string | null): string {
  const short = /^arn:[\w-]+:ec2:[^:]*:\d*:(?:instance|volume)\/(.+)$/.exec(arn ?? "")?.[1];
  const bucket = /^arn:[\w-]+:s3:::([^/]+)$/.exec(arn ?? "")?.[1];
  return short ?? bucket ?? arn ?? id ?? "";
}

export const regionOf = (arn: string | null) => arn?.split(":")[3] || null;
