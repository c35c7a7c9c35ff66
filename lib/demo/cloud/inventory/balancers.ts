import { AwsError, unknownOperation } from "../aws-error";
import type { Xml } from "../xml";
import { type Asked, formOf, mostOf, type OfKind, partOf, plainTags, resourcesOf } from "./asked";

type Answer = { [name: string]: Xml };

const operations: Record<string, (asked: Asked) => Answer> = {
  "elasticloadbalancing:DescribeLoadBalancers": (asked) => listed(asked, { name: "LoadBalancers", write: balancer }),
  "elasticloadbalancing:DescribeTargetGroups": (asked) => listed(asked, { name: "TargetGroups", write: group }),
  "elasticloadbalancing:DescribeTags": tags,
  "elasticloadbalancing:DescribeTargetHealth": health,
};

export function balancerAnswer(asked: Asked): Answer {
  const operation = operations[asked.from.operation];
  if (!operation) throw unknownOperation(asked.from.operation);
  return operation(asked);
}

type Writing = { name: string; write: (each: OfKind<"load balancer">) => Answer };

function listed(asked: Asked, { name, write }: Writing): Answer {
  const form = formOf(asked);
  const all = resourcesOf(asked, "load balancer");
  const { part, next } = partOf(all, form.get("Marker"), asked, mostOf(form, "PageSize", 400));
  return { [name]: { member: part.map(write) }, NextMarker: next };
}

function balancer({ facts }: OfKind<"load balancer">): Answer {
  return {
    LoadBalancerArn: facts.arn,
    LoadBalancerName: facts.name,
    Type: facts.balancerType,
    CreatedTime: facts.createdAt,
    State: { Code: facts.state },
  };
}

/** Every balancer has one group of targets, named after it. */
const groupArn = (arn: string) => arn.replace(":loadbalancer/", ":targetgroup/");

function group({ facts }: OfKind<"load balancer">): Answer {
  return { TargetGroupArn: groupArn(facts.arn), LoadBalancerArns: { member: [facts.arn] } };
}

function tags(asked: Asked): Answer {
  const arns = [...formOf(asked)].filter(([name]) => name.startsWith("ResourceArns.")).map(([, arn]) => arn);
  if (arns.length > 20) throw new AwsError("ValidationError", "You can specify up to 20 resources.");
  const member = arns.map((arn) => {
    const { facts } = balancerNamed(asked, (each) => each === arn, "LoadBalancerNotFound");
    return { ResourceArn: arn, Tags: { member: plainTags(facts.tags) } };
  });
  return { TagDescriptions: { member } };
}

function health(asked: Asked): Answer {
  const wanted = formOf(asked).get("TargetGroupArn") ?? "";
  const { facts } = balancerNamed(asked, (arn) => groupArn(arn) === wanted, "TargetGroupNotFound");
  const { registered, healthy } = facts.targets;
  const member = Array.from({ length: registered }, (_, index) => ({
    Target: { Id: `i-${index}`, Port: 80 },
    TargetHealth: { State: index < healthy ? "healthy" : "unhealthy" },
  }));
  return { TargetHealthDescriptions: { member } };
}

function balancerNamed(asked: Asked, isIt: (arn: string) => boolean, refusal: string): OfKind<"load balancer"> {
  const found = resourcesOf(asked, "load balancer").find(({ facts }) => isIt(facts.arn));
  if (!found) throw new AwsError(refusal, "One or more of the resources were not found.");
  return found;
}
