import {
  GetBucketLifecycleConfigurationCommand,
  GetBucketTaggingCommand,
  ListBucketsCommand,
} from "@aws-sdk/client-s3";
import { z } from "zod";
import { isDenied } from "../aws/refusals";
import type { InventoryProblem } from "../inventory";
import type { Here } from "./clients";
import { described, Tags, Time } from "./described";
import type { Facts, Lister } from "./lister";
import { disappeared, problemOf } from "./problems";

const Page = z.object({
  Buckets: z.array(z.object({ Name: z.string(), CreationDate: Time })).default([]),
  ContinuationToken: z.string().nullish(),
});
const Rules = z.object({ Rules: z.array(z.object({ Status: z.string() })).default([]) });
const Tagging = z.object({ TagSet: Tags });

const PAGE = 250;
/** Two small requests a bucket; S3 allows thousands a second. */
const AT_ONCE = 8;

/** S3 lists the buckets of an account everywhere; asked for is the region that is being read. */
export const buckets: Lister = {
  step: "buckets",
  what: "bucket",
  permission: "s3:ListAllMyBuckets",
  list: async (here, token) => {
    const asked = new ListBucketsCommand({
      BucketRegion: here.region,
      MaxBuckets: PAGE,
      ...(token ? { ContinuationToken: token } : {}),
    });
    const page = described(Page, await here.s3.send(asked, { abortSignal: here.signal }), "buckets");
    const known: (Known | null)[] = [];
    const problems = new Map<string, InventoryProblem>();
    for (let from = 0; from < page.Buckets.length; from += AT_ONCE) {
      const some = page.Buckets.slice(from, from + AT_ONCE).map(({ Name }) => lookedInto(Name, here, problems));
      known.push(...(await Promise.all(some)));
    }
    const resources = page.Buckets.flatMap(({ Name, CreationDate }, index) => {
      const found = known[index];
      return found ? [bucketOf(Name, { here, createdAt: CreationDate, ...found })] : [];
    });
    return { resources, next: page.ContinuationToken || null, problems: [...problems.values()] };
  },
};

type Known = { hasLifecycle: boolean | null; tags: Record<string, string> };

/** Null of one that was deleted meanwhile. What may not be read is told once a page, not for every bucket. */
async function lookedInto(bucket: string, here: Here, problems: Map<string, InventoryProblem>): Promise<Known | null> {
  try {
    return {
      hasLifecycle: await unlessDenied(() => lifecycleOf(bucket, here), "s3:GetLifecycleConfiguration", {
        here,
        problems,
      }),
      tags: (await unlessDenied(() => tagsOf(bucket, here), "s3:GetBucketTagging", { here, problems })) ?? {},
    };
  } catch (error) {
    if (!isNamed(error, "NoSuchBucket")) throw error;
    problems.set(bucket, disappeared(here, "bucket", bucket));
    return null;
  }
}

type Telling = { here: Here; problems: Map<string, InventoryProblem> };

async function unlessDenied<Found>(
  ask: () => Promise<Found>,
  action: "s3:GetLifecycleConfiguration" | "s3:GetBucketTagging",
  { here, problems }: Telling,
): Promise<Found | null> {
  try {
    return await ask();
  } catch (error) {
    if (!isDenied(error)) throw error;
    const problem = problemOf(error, here, { what: "bucket", action });
    if (problem) problems.set(action, problem);
    return null;
  }
}

async function lifecycleOf(bucket: string, { s3, signal }: Here): Promise<boolean> {
  const asked = () => s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }), { abortSignal: signal });
  const answer = await orNone(asked, "NoSuchLifecycleConfiguration");
  return described(Rules, answer ?? {}, "lifecycle rules").Rules.some(({ Status }) => Status === "Enabled");
}

async function tagsOf(bucket: string, { s3, signal }: Here): Promise<Record<string, string>> {
  const asked = () => s3.send(new GetBucketTaggingCommand({ Bucket: bucket }), { abortSignal: signal });
  return described(Tagging, (await orNone(asked, "NoSuchTagSet")) ?? {}, "tags").TagSet;
}

/** S3 answers with an error where there is none. */
async function orNone(ask: () => Promise<object>, none: string): Promise<object | null> {
  try {
    return await ask();
  } catch (error) {
    if (isNamed(error, none)) return null;
    throw error;
  }
}

const isNamed = (error: unknown, name: string) => error instanceof Error && error.name === name;

type Found = Known & { here: Here; createdAt: Date | null };

function bucketOf(name: string, { here, createdAt, hasLifecycle, tags }: Found): Facts {
  const { account, region, partition } = here;
  return {
    kind: "bucket",
    account,
    region,
    id: name,
    arn: `arn:${partition}:s3:::${name}`,
    name,
    tags,
    createdAt,
    state: "available",
    stateSince: null,
    hasLifecycle,
  };
}
