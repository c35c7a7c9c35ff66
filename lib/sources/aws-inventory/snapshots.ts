import { DescribeImagesCommand, DescribeSnapshotsCommand } from "@aws-sdk/client-ec2";
import { z } from "zod";
import type { Here } from "./clients";
import { described, ec2Arn, Tags, Time } from "./described";
import type { Lister } from "./lister";

const Described = z.object({
  SnapshotId: z.string(),
  VolumeId: z.string().optional(),
  VolumeSize: z.number().default(0),
  State: z.string().default("completed"),
  StartTime: Time,
  StorageTier: z.enum(["standard", "archive"]).default("standard"),
  Tags,
});

const Page = z.object({ Snapshots: z.array(Described).default([]), NextToken: z.string().nullish() });
const Images = z.object({
  Images: z
    .array(
      z.object({
        ImageId: z.string(),
        BlockDeviceMappings: z
          .array(z.object({ Ebs: z.object({ SnapshotId: z.string().optional() }).optional() }))
          .default([]),
      }),
    )
    .default([]),
  NextToken: z.string().nullish(),
});

const PAGE = 1_000;
/** What AWS writes for a snapshot that was copied. */
const COPIED = "vol-ffffffff";

export const snapshots: Lister = {
  step: "snapshots",
  what: "snapshot",
  permission: "ec2:DescribeSnapshots",
  list: async (here, token) => {
    const asked = { OwnerIds: ["self"], MaxResults: PAGE, ...(token ? { NextToken: token } : {}) };
    const answer = await here.ec2.send(new DescribeSnapshotsCommand(asked), { abortSignal: here.signal });
    const page = described(Page, answer, "snapshots");
    const images = await imagesBySnapshot(here);
    const resources = page.Snapshots.map(({ SnapshotId: id, VolumeId: volumeId, Tags: tags, ...found }) => ({
      kind: "snapshot" as const,
      account: here.account,
      region: here.region,
      // Exports name a snapshot by its ARN, unlike instances and volumes.
      id: ec2Arn(here, `snapshot/${id}`),
      arn: ec2Arn(here, `snapshot/${id}`),
      name: tags.Name || id,
      tags,
      createdAt: found.StartTime,
      state: found.State,
      stateSince: found.StartTime,
      volumeId: volumeId === COPIED ? null : (volumeId ?? null),
      sizeGib: found.VolumeSize,
      tier: found.StorageTier,
      usedByImages: images.get(id) ?? [],
    }));
    return { resources, next: page.NextToken || null, problems: [] };
  },
};

const known = new WeakMap<Here, Promise<Map<string, string[]>>>();

/** Asked once a region, not once a page. */
function imagesBySnapshot(here: Here): Promise<Map<string, string[]>> {
  const images = known.get(here) ?? readImages(here);
  known.set(here, images);
  return images;
}

async function readImages(here: Here): Promise<Map<string, string[]>> {
  const bySnapshot = new Map<string, string[]>();
  let token: string | null = null;
  do {
    const asked = { Owners: ["self"], MaxResults: PAGE, ...(token ? { NextToken: token } : {}) };
    const answer: unknown = await here.ec2.send(new DescribeImagesCommand(asked), { abortSignal: here.signal });
    const page: z.output<typeof Images> = described(Images, answer, "images");
    for (const { ImageId, BlockDeviceMappings } of page.Images) {
      for (const snapshot of BlockDeviceMappings.flatMap(({ Ebs }) => Ebs?.SnapshotId ?? [])) {
        bySnapshot.set(snapshot, [...(bySnapshot.get(snapshot) ?? []), ImageId]);
      }
    }
    token = page.NextToken || null;
  } while (token !== null);
  return bySnapshot;
}
