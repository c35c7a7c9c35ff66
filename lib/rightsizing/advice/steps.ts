import type { Resource } from "../../sources/inventory";
import type { Option } from "../engine/judged";
import type { Action } from "../words";
import type { Steps } from "./proposal";

/** What to type, to change in code or to click; commands are of the provider's own tool and nothing runs them but people. */
export function stepsFor(resource: Resource, option: Option): Steps {
  const made = steps[resource.kind](resource as never, option);
  return { before: made.before ?? [], cli: made.cli, terraform: made.terraform ?? null, console: consoleOf(resource) };
}

type Made = { cli: string[]; terraform?: string; before?: string[] };
type Of<Kind extends Resource["kind"]> = Extract<Resource, { kind: Kind }>;

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const shortId = (id: string) => id.split(/[/:]/).at(-1) ?? id;
const at = ({ region }: Resource) => `--region ${quoted(region)}`;

const steps: { [Kind in Resource["kind"]]: (resource: Of<Kind>, option: Option) => Made } = {
  instance: instanceSteps,
  database: databaseSteps,
  volume: volumeSteps,
  snapshot: (snapshot) => ({
    cli: [`aws ec2 delete-snapshot --snapshot-id ${quoted(shortId(snapshot.id))} ${at(snapshot)}`],
  }),
  address: (address) => ({
    cli: [`aws ec2 release-address --allocation-id ${quoted(shortId(address.id))} ${at(address)}`],
  }),
  "load balancer": (balancer) => ({
    cli: [`aws elbv2 delete-load-balancer --load-balancer-arn ${quoted(balancer.arn)} ${at(balancer)}`],
    before: ["Look for names in DNS that still point at it."],
  }),
  "nat gateway": (nat) => ({
    cli: [`aws ec2 delete-nat-gateway --nat-gateway-id ${quoted(shortId(nat.id))} ${at(nat)}`],
    before: ["Look for routes that still lead to it.", "Release its address afterwards, or it goes on costing."],
  }),
  bucket: (bucket) => ({
    cli: [
      `aws s3api put-bucket-lifecycle-configuration --bucket ${quoted(shortId(bucket.id))} --lifecycle-configuration '{"Rules":[{"ID":"tidy","Status":"Enabled","Filter":{},"AbortIncompleteMultipartUpload":{"DaysAfterInitiation":7},"Transitions":[{"Days":30,"StorageClass":"INTELLIGENT_TIERING"}]}]}'`,
    ],
    before: ["Look which objects are read rarely: a cheaper class charges for reading."],
  }),
};

function instanceSteps(instance: Of<"instance">, { action, target }: Option): Made {
  const id = quoted(shortId(instance.id));
  const where = at(instance);
  const stop = [
    `aws ec2 stop-instances --instance-ids ${id} ${where}`,
    `aws ec2 wait instance-stopped --instance-ids ${id} ${where}`,
  ];
  if (action === "delete") {
    const image = `aws ec2 create-image --instance-id ${id} --name ${quoted(`before-removal-${shortId(instance.id)}`)} ${where}`;
    return {
      before: ["Ask the owner whether anything starts it by itself."],
      cli: [image, `aws ec2 terminate-instances --instance-ids ${id} ${where}`],
    };
  }
  if (action === "schedule")
    return scheduleSteps(`stop-instances --instance-ids ${id}`, `start-instances --instance-ids ${id}`, "ec2", where);
  const isArm = action === "migrate_to_graviton";
  return {
    before: isArm
      ? [
          "Build or install its programs for Arm and start it from an Arm image: the type of an x86 instance cannot be changed.",
        ]
      : ["It is stopped meanwhile; addresses that are not elastic change."],
    cli: isArm
      ? [`aws ec2 run-instances --instance-type ${quoted(target)} --image-id ARM_IMAGE_ID ${where}`]
      : [
          ...stop,
          `aws ec2 modify-instance-attribute --instance-id ${id} --instance-type Value=${quoted(target)} ${where}`,
          `aws ec2 start-instances --instance-ids ${id} ${where}`,
        ],
    terraform: changed("aws_instance", "instance_type", { from: instance.instanceType, to: target }),
  };
}

function databaseSteps(database: Of<"database">, { action, target }: Option): Made {
  const id = quoted(shortId(database.id));
  const where = at(database);
  if (action === "delete") {
    const name = quoted(`final-${shortId(database.id)}`);
    return {
      cli: [
        `aws rds delete-db-instance --db-instance-identifier ${id} --final-db-snapshot-identifier ${name} ${where}`,
      ],
    };
  }
  if (action === "schedule") {
    return scheduleSteps(
      `stop-db-instance --db-instance-identifier ${id}`,
      `start-db-instance --db-instance-identifier ${id}`,
      "rds",
      where,
    );
  }
  return {
    before: ["It restarts in its maintenance window; with a second zone that takes a minute or two."],
    cli: [`aws rds modify-db-instance --db-instance-identifier ${id} --db-instance-class ${quoted(target)} ${where}`],
    terraform: changed("aws_db_instance", "instance_class", { from: database.instanceClass, to: target }),
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

function volumeSteps(volume: Of<"volume">, { action, target }: Option): Made {
  const id = quoted(shortId(volume.id));
  const where = at(volume);
  if (action === "delete") {
    return {
      cli: [`aws ec2 create-snapshot --volume-id ${id} ${where}`, `aws ec2 delete-volume --volume-id ${id} ${where}`],
    };
  }
  const iops = /(\d+) IOPS/.exec(target)?.[1];
  const throughput = /(\d+) MiB\/s/.exec(target)?.[1];
  const more = `${iops ? ` --iops ${iops}` : ""}${throughput ? ` --throughput ${throughput}` : ""}`;
  return {
    before: ["The volume stays in use; it cannot be changed again for 6 hours."],
    cli: [`aws ec2 modify-volume --volume-id ${id} --volume-type gp3${more} ${where}`],
    terraform: changed("aws_ebs_volume", "type", { from: volume.volumeType, to: "gp3" }),
  };
}

function changed(kind: string, attribute: string, { from, to }: { from: string; to: string }): string {
  return [`resource "${kind}" "…" {`, `- ${attribute} = "${from}"`, `+ ${attribute} = "${to}"`, "}"].join("\n");
}

const pages: Record<Resource["kind"], (id: string) => string> = {
  instance: (id) => `ec2/home#InstanceDetails:instanceId=${id}`,
  database: (id) => `rds/home#database:id=${id}`,
  volume: (id) => `ec2/home#VolumeDetails:volumeId=${id}`,
  snapshot: (id) => `ec2/home#SnapshotDetails:snapshotId=${id}`,
  address: (id) => `ec2/home#ElasticIpDetails:AllocationId=${id}`,
  "load balancer": () => "ec2/home#LoadBalancers:",
  "nat gateway": (id) => `vpcconsole/home#NatGatewayDetails:natGatewayId=${id}`,
  bucket: (id) => `s3/buckets/${id}?tab=management`,
};

function consoleOf({ kind, id, region }: Resource): string {
  const page = pages[kind](encodeURIComponent(shortId(id)));
  const [path, hash] = page.split("#");
  const query = `region=${encodeURIComponent(region)}`;
  const joined = path?.includes("?") ? `${path}&${query}` : `${path}?${query}`;
  return `https://console.aws.amazon.com/${joined}${hash ? `#${hash}` : ""}`;
}

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
