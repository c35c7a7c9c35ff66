import { trustPolicy } from "../aws/trust-policy";
import { folderPrefix } from "../object-store/listing";
import type { Instruction } from "../source";
import { partitionOf, type Settings } from "./settings";

/** All that reading an export needs: to list it and to read it. */
export function readingPolicy({ partition, bucket, prefix }: { partition: string; bucket: string; prefix: string }) {
  const arn = `arn:${partition}:s3:::${bucket}`;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "OutlayListsTheExport",
        Effect: "Allow",
        Action: ["s3:ListBucket"],
        Resource: arn,
        ...(prefix ? { Condition: { StringLike: { "s3:prefix": [`${prefix}*`] } } } : {}),
      },
      { Sid: "OutlayReadsTheExport", Effect: "Allow", Action: ["s3:GetObject"], Resource: `${arn}/${prefix}*` },
    ],
  };
}

export function instructionsFor(settings: Settings, externalId: string): Instruction[] {
  const place = { partition: partitionOf(settings), bucket: settings.bucket, prefix: folderPrefix(settings.prefix) };
  const permission = { title: "Permissions policy", text: JSON.stringify(readingPolicy(place), null, 2) };
  if (settings.auth !== "role") return [permission];
  const trust = JSON.stringify(trustPolicy(place.partition, externalId), null, 2);
  return [{ title: "Trust policy of the role", text: trust }, permission];
}
