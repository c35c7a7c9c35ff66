import { unknownOperation } from "../aws-error";
import type { Xml } from "../xml";
import { type Asked, formOf, mostOf, type OfKind, partOf, plainTags, resourcesOf } from "./asked";

export function rdsAnswer(asked: Asked): { [name: string]: Xml } {
  if (asked.from.operation !== "rds:DescribeDBInstances") throw unknownOperation(asked.from.operation);
  const form = formOf(asked);
  const { part, next } = partOf(
    resourcesOf(asked, "database"),
    form.get("Marker"),
    asked,
    mostOf(form, "MaxRecords", 100),
  );
  return { DBInstances: { DBInstance: part.map(database) }, Marker: next };
}

function database({ facts }: OfKind<"database">): { [name: string]: Xml } {
  return {
    DBInstanceIdentifier: facts.name,
    DBInstanceArn: facts.arn,
    DBInstanceClass: facts.instanceClass,
    DBInstanceStatus: facts.state,
    Engine: facts.engine,
    MultiAZ: facts.multiAz,
    StorageType: facts.storageType,
    AllocatedStorage: facts.storageGib,
    Iops: facts.iops,
    InstanceCreateTime: facts.createdAt,
    ReadReplicaSourceDBInstanceIdentifier: facts.replicaOf,
    DBClusterIdentifier: facts.cluster,
    TagList: { Tag: plainTags(facts.tags) },
  };
}
