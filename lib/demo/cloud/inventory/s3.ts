import { AwsError, unknownOperation } from "../aws-error";
import { type Xml, xmlOf } from "../xml";
import { type Asked, type OfKind, partOf, plainTags, resourcesOf } from "./asked";

/** The part of S3 that tells of buckets: the list of a region's, and the lifecycle rules and tags of one. */
export function s3Answer(asked: Asked): string {
  switch (asked.from.operation) {
    case "s3:ListAllMyBuckets":
      return bucketList(asked);
    case "s3:GetLifecycleConfiguration":
      return lifecycle(bucketIn(asked));
    case "s3:GetBucketTagging":
      return tagging(bucketIn(asked));
    default:
      throw unknownOperation(asked.from.operation);
  }
}

function bucketList(asked: Asked): string {
  const search = new URLSearchParams(asked.from.search);
  if (search.get("bucket-region") !== asked.caller.region) {
    throw new AwsError("InvalidArgument", "The bucket region is not the region of this endpoint.");
  }
  const most = Number(search.get("max-buckets") ?? 1000);
  const { part, next } = partOf(resourcesOf(asked, "bucket"), search.get("continuation-token"), asked, most);
  const Bucket = part.map(({ facts }) => ({
    Name: facts.name,
    CreationDate: facts.createdAt,
    BucketRegion: facts.region,
  }));
  return document("ListAllMyBucketsResult", { Buckets: { Bucket }, ContinuationToken: next });
}

function bucketIn(asked: Asked): OfKind<"bucket"> {
  const name = decodeURIComponent(asked.from.path.slice(1).replace(/\/$/, ""));
  const found = resourcesOf(asked, "bucket").find(({ facts }) => facts.name === name);
  if (!found) throw new AwsError("NoSuchBucket", "The specified bucket does not exist", 404);
  return found;
}

function lifecycle({ facts }: OfKind<"bucket">): string {
  if (!facts.hasLifecycle) {
    throw new AwsError("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist", 404);
  }
  const Transition = { Days: 30, StorageClass: "INTELLIGENT_TIERING" };
  return document("LifecycleConfiguration", {
    Rule: { ID: "tidy", Status: "Enabled", Filter: { Prefix: "" }, Transition },
  });
}

function tagging({ facts }: OfKind<"bucket">): string {
  const Tag = plainTags(facts.tags);
  if (Tag.length === 0) throw new AwsError("NoSuchTagSet", "The TagSet does not exist", 404);
  return document("Tagging", { TagSet: { Tag } });
}

const document = (name: string, content: { [name: string]: Xml }) =>
  `<?xml version="1.0" encoding="UTF-8"?>${xmlOf({ [name]: content })}`;
