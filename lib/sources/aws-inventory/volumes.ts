import { DescribeVolumesCommand } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { described, ec2Arn, Tags, Time } from "./described";
import type { Lister } from "./lister";

const Described = z.object({
  VolumeId: z.string(),
  VolumeType: z.string(),
  Size: z.number(),
  State: z.enum(["creating", "available", "in-use", "deleting", "deleted", "error"]),
  Iops: z.number().nullish(),
  Throughput: z.number().nullish(),
  CreateTime: Time,
  Attachments: z.array(z.object({ InstanceId: z.string().optional(), AttachTime: Time })).default([]),
  Tags,
});

const Page = z.object({ Volumes: z.array(Described).default([]), NextToken: z.string().nullish() });

const PAGE = 250;

export const volumes: Lister = {
  step: "volumes",
  what: "volume",
  permission: "ec2:DescribeVolumes",
  isListedTwice: true,
  list: async (here, token) => {
    const asked = new DescribeVolumesCommand({ MaxResults: PAGE, ...(token ? { NextToken: token } : {}) });
    const page = described(Page, await here.ec2.send(asked, { abortSignal: here.signal }), "volumes");
    const resources = page.Volumes.flatMap(({ VolumeId: id, State: state, Tags: tags, ...found }) => {
      if (state === "deleted") return [];
      const [attachment] = found.Attachments;
      return {
        kind: "volume" as const,
        account: here.account,
        region: here.region,
        id,
        arn: ec2Arn(here, `volume/${id}`),
        name: tags.Name || id,
        tags,
        createdAt: found.CreateTime,
        state,
        stateSince: attachment?.AttachTime ?? null,
        volumeType: found.VolumeType,
        sizeGib: found.Size,
        iops: found.Iops ?? null,
        throughput: found.Throughput ?? null,
        attachedTo: attachment?.InstanceId ?? null,
      };
    });
    return { resources, next: page.NextToken || null, problems: [] };
  },
};
