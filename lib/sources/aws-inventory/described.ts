import { z } from "zod";
import { SourceRefusal } from "../refusal";
import type { Here } from "./clients";

/** Tags as most services of AWS write them; keys of AWS itself stay in, because they tell of auto-scaling groups. */
export const Tags = z
  .array(z.object({ Key: z.string(), Value: z.string().default("") }))
  .default([])
  .transform((list) => Object.fromEntries(list.map(({ Key, Value }) => [Key, Value])));

export const Time = z
  .date()
  .nullish()
  .transform((time) => time ?? null);

/** Reads an answer, or says that it is not what AWS documents. */
export function described<S extends z.ZodType>(schema: S, answer: unknown, what: string): z.output<S> {
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new SourceRefusal(
    "provider",
    {
      message: `AWS's answer about ${what} is not as documented: ${issue?.path.join(".") ?? "it"}.`,
      advice: "Nothing was taken from it; the next run tries again.",
      passing: true,
    },
    { cause: read.error },
  );
}

export const ec2Arn = ({ partition, region, account }: Here, resource: string) =>
  `arn:${partition}:ec2:${region}:${account}:${resource}`;
