import { DescribeDBInstancesCommand } from "@aws-sdk/client-rds";
import { z } from "zod";
import { described, Tags, Time } from "./described";
import type { Lister } from "./lister";

const Page = z.object({
  DBInstances: z
    .array(
      z.object({
        DBInstanceIdentifier: z.string(),
        DBInstanceArn: z.string(),
        DBInstanceClass: z.string(),
        DBInstanceStatus: z.string().default("unknown"),
        Engine: z.string(),
        MultiAZ: z.boolean().default(false),
        StorageType: z.string().nullish(),
        AllocatedStorage: z.number().nullish(),
        Iops: z.number().nullish(),
        InstanceCreateTime: Time,
        ReadReplicaSourceDBInstanceIdentifier: z.string().nullish(),
        DBClusterIdentifier: z.string().nullish(),
        TagList: Tags,
      }),
    )
    .default([]),
  Marker: z.string().nullish(),
});

const PAGE = 100;

export const databases: Lister = {
  step: "databases",
  what: "database",
  permission: "rds:DescribeDBInstances",
  isListedTwice: true,
  list: async (here, token) => {
    const asked = new DescribeDBInstancesCommand({ MaxRecords: PAGE, ...(token ? { Marker: token } : {}) });
    const page = described(Page, await here.rds.send(asked, { abortSignal: here.signal }), "databases");
    const resources = page.DBInstances.map(({ DBInstanceIdentifier: name, DBInstanceArn: arn, ...found }) => ({
      kind: "database" as const,
      account: here.account,
      region: here.region,
      id: arn,
      arn,
      name,
      tags: found.TagList,
      createdAt: found.InstanceCreateTime,
      state: found.DBInstanceStatus,
      stateSince: null,
      instanceClass: found.DBInstanceClass,
      engine: found.Engine,
      multiAz: found.MultiAZ,
      storageType: found.StorageType ?? null,
      storageGib: found.AllocatedStorage ?? null,
      iops: found.Iops ?? null,
      replicaOf: found.ReadReplicaSourceDBInstanceIdentifier || null,
      cluster: found.DBClusterIdentifier || null,
    }));
    return { resources, next: page.Marker || null, problems: [] };
  },
};
