import type { Resource } from "../../sources/inventory";
import type { Action } from "../words";
import { consoleOf } from "./console-links";
import type { Steps } from "./proposal";

/** What steps need to know of a resource, whoever advises about it. */
export type Stepped = { kind: Resource["kind"]; id: string; region: string; size: string; arn: string | null };
type Wanted = { action: Action; target: string };

/** What to type, to change in code or to click; commands are of the provider's own tool and nothing runs them but people. */
export function stepsFor(resource: Resource, wanted: Wanted): Steps {
  const { kind, id, region } = resource;
  const arn = resource.kind === "load balancer" ? resource.arn : null;
  return stepsOf({ kind, id, region, size: sizeOf(resource), arn }, wanted);
}

export function stepsOf(resource: Stepped, wanted: Wanted): Steps {
  const made = steps[resource.kind](resource, wanted);
  return { before: made.before ?? [], cli: made.cli, terraform: made.terraform ?? null, console: consoleOf(resource) };
}

function sizeOf(resource: Resource): string {
  if (resource.kind === "instance") return resource.instanceType;
  if (resource.kind === "database") return resource.instanceClass;
  return resource.kind === "volume" ? resource.volumeType : "";
}

type Made = { cli: string[]; terraform?: string; before?: string[] };

export const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
export const shortId = (id: string) => id.split(/[/:]/).at(-1) ?? id;
const at = ({ region }: Stepped) => `--region ${quoted(region)}`;

const steps: Record<Resource["kind"], (resource: Stepped, wanted: Wanted) => Made> = {
  instance: instanceSteps,
  database: databaseSteps,
  volume: volumeSteps,
  snapshot: (snapshot) => ({
    before: ["Look whether an image of a machine was made from it: such a snapshot cannot be deleted."],
    cli: [`aws ec2 delete-snapshot --snapshot-id ${quoted(shortId(snapshot.id))} ${at(snapshot)}`],
    terraform: removed("aws_ebs_snapshot"),
  }),
  address: (address) => ({
    before: ["Look for names in DNS and lists of allowed addresses that still name it: nobody can give it back."],
    cli: [`aws ec2 release-address --allocation-id ${quoted(shortId(address.id))} ${at(address)}`],
    terraform: removed("aws_eip"),
  }),
  "load balancer": (balancer) => ({
    cli: [`aws elbv2 delete-load-balancer --load-balancer-arn ${quoted(balancer.arn ?? balancer.id)} ${at(balancer)}`],
    terraform: removed("aws_lb"),
    before: ["Look for names in DNS that still point at it."],
  }),
  "nat gateway": (nat) => ({
    cli: [`aws ec2 delete-nat-gateway --nat-gateway-id ${quoted(shortId(nat.id))} ${at(nat)}`],
    terraform: removed("aws_nat_gateway"),
    before: ["Look for routes that still lead to it.", "Release its address afterwards, or it goes on costing."],
  }),
  bucket: bucketSteps,
};

function bucketSteps({ id }: Stepped): Made {
  const rules =
    '{"Rules":[{"ID":"tidy","Status":"Enabled","Filter":{},"AbortIncompleteMultipartUpload":{"DaysAfterInitiation":7},"Transitions":[{"Days":30,"StorageClass":"INTELLIGENT_TIERING"}]}]}';
  return {
    cli: [
      `aws s3api put-bucket-lifecycle-configuration --bucket ${quoted(shortId(id))} --lifecycle-configuration '${rules}'`,
    ],
    terraform: [
      '+ resource "aws_s3_bucket_lifecycle_configuration" "…" {',
      `+   bucket = "${shortId(id)}"`,
      "+   rule {",
      '+     id     = "tidy"',
      '+     status = "Enabled"',
      "+     filter {}",
      "+     abort_incomplete_multipart_upload { days_after_initiation = 7 }",
      "+     transition {",
      "+       days          = 30",
      '+       storage_class = "INTELLIGENT_TIERING"',
      "+     }",
      "+   }",
      "+ }",
    ].join("\n"),
    before: ["Look which objects are read rarely: a cheaper class charges for reading."],
  };
}

function instanceSteps(instance: Stepped, { action, target }: Wanted): Made {
  const id = quoted(shortId(instance.id));
  const where = at(instance);
  const stop = [
    `aws ec2 stop-instances --instance-ids ${id} ${where}`,
    `aws ec2 wait instance-stopped --instance-ids ${id} ${where}`,
  ];
  if (action === "stop") return { before: ["Its volumes and addresses go on costing while it is stopped."], cli: stop };
  if (action === "delete") {
    const name = quoted(`before-removal-${shortId(instance.id)}`);
    return {
      before: ["Ask the owner whether anything starts it by itself."],
      cli: [
        `image=$(aws ec2 create-image --instance-id ${id} --name ${name} ${where} --query ImageId --output text)`,
        `aws ec2 wait image-available --image-ids "$image" ${where}`,
        `aws ec2 terminate-instances --instance-ids ${id} ${where}`,
      ],
      terraform: removed("aws_instance"),
    };
  }
  if (action === "schedule")
    return scheduleSteps(`stop-instances --instance-ids ${id}`, `start-instances --instance-ids ${id}`, "ec2", where);
  const terraform = changed("aws_instance", "instance_type", { from: instance.size, to: target });
  if (action === "migrate_to_graviton") {
    return {
      before: [
        "Build or install its programs for Arm and start it from an Arm image: the type of an x86 instance cannot be changed.",
      ],
      cli: [`aws ec2 run-instances --instance-type ${quoted(target)} --image-id ARM_IMAGE_ID ${where}`],
      terraform,
    };
  }
  return {
    before: ["It is stopped meanwhile; addresses that are not elastic change."],
    cli: [
      ...stop,
      `aws ec2 modify-instance-attribute --instance-id ${id} --instance-type Value=${quoted(target)} ${where}`,
      `aws ec2 start-instances --instance-ids ${id} ${where}`,
    ],
    terraform,
  };
}

function databaseSteps(database: Stepped, { action, target }: Wanted): Made {
  const id = quoted(shortId(database.id));
  const where = at(database);
  const stop = `stop-db-instance --db-instance-identifier ${id}`;
  if (action === "delete") {
    const name = quoted(`final-${shortId(database.id)}`);
    return {
      before: ["Ask the owner whether anything needs it; a last snapshot is kept, and costs what it stores."],
      cli: [
        `aws rds delete-db-instance --db-instance-identifier ${id} --final-db-snapshot-identifier ${name} ${where}`,
      ],
      terraform: removed("aws_db_instance"),
    };
  }
  if (action === "stop") {
    return {
      before: ["AWS starts it again by itself after seven days; its storage goes on costing."],
      cli: [`aws rds ${stop} ${where}`],
    };
  }
  if (action === "schedule") {
    return scheduleSteps(stop, `start-db-instance --db-instance-identifier ${id}`, "rds", where);
  }
  return {
    before: [
      "It restarts in its maintenance window, or at once with --apply-immediately; with a second zone that takes a minute or two.",
    ],
    cli: [`aws rds modify-db-instance --db-instance-identifier ${id} --db-instance-class ${quoted(target)} ${where}`],
    terraform: changed("aws_db_instance", "instance_class", { from: database.size, to: target }),
  };
}

function scheduleSteps(stop: string, start: string, service: string, where: string): Made {
  return {
    before: [
      "Put both commands into a schedule, such as EventBridge Scheduler: cron(0 19 ? * MON-FRI *) and cron(0 7 ? * MON-FRI *).",
    ],
    cli: [`aws ${service} ${stop} ${where}`, `aws ${service} ${start} ${where}`],
  };
}

function volumeSteps(volume: Stepped, { action, target }: Wanted): Made {
  const id = quoted(shortId(volume.id));
  const where = at(volume);
  if (action === "delete") {
    return {
      before: ["A snapshot is taken first, and costs what it stores: delete it once nobody has missed the volume."],
      cli: [
        `snapshot=$(aws ec2 create-snapshot --volume-id ${id} ${where} --query SnapshotId --output text)`,
        `aws ec2 wait snapshot-completed --snapshot-ids "$snapshot" ${where}`,
        `aws ec2 delete-volume --volume-id ${id} ${where}`,
      ],
      terraform: removed("aws_ebs_volume"),
    };
  }
  const iops = /(\d+) ?IOPS/.exec(target)?.[1];
  const throughput = /(\d+)(?:\.\d+)? ?Mi?B\/s/.exec(target)?.[1];
  const more = `${iops ? ` --iops ${iops}` : ""}${throughput ? ` --throughput ${throughput}` : ""}`;
  const performance = [iops && `+ iops = ${iops}`, throughput && `+ throughput = ${throughput}`].filter(Boolean);
  return {
    before: ["The volume stays in use; it cannot be changed again for 6 hours."],
    cli: [`aws ec2 modify-volume --volume-id ${id} --volume-type gp3${more} ${where}`],
    terraform: [
      'resource "aws_ebs_volume" "…" {',
      ...(volume.size === "gp3" ? [] : [`- type = "${volume.size}"`, '+ type = "gp3"']),
      ...performance,
      "}",
    ].join("\n"),
  };
}

function changed(kind: string, attribute: string, { from, to }: { from: string; to: string }): string {
  return [`resource "${kind}" "…" {`, `- ${attribute} = "${from}"`, `+ ${attribute} = "${to}"`, "}"].join("\n");
}

const removed = (kind: string) => `- resource "${kind}" "…" { … }`;

/** What a title says of an action. */
export function titleOf(action: Action, name: string, target: string): string {
  const says: Partial<Record<Action, string>> = {
    delete: `Delete ${name}`,
    stop: `Stop ${name}`,
    rightsize: `Change ${name} to ${target}`,
    change_generation: `Move ${name} to ${target}`,
    migrate_to_graviton: `Move ${name} to ${target} on Graviton`,
    change_storage: `Change ${name} to ${target}`,
    schedule: `Switch ${name} off at night and at weekends`,
    add_lifecycle: `Give ${name} lifecycle rules`,
    scale_in: `Scale ${name} in`,
  };
  return says[action] ?? `Review ${name}`;
}
