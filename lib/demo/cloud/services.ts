export type Protocol = "json" | "query" | "ec2" | "rest";

/** A service of AWS as it is spoken to: each has a dialect and names of its own for the same refusals. */
export type Service = {
  /** The prefix of its IAM actions. */
  prefix: string;
  protocol: Protocol;
  throttled: [type: string, status: number];
  denied: [type: string, status: number];
  expired: string;
};

const json = (prefix: string, throttled = "ThrottlingException"): Service => ({
  prefix,
  protocol: "json",
  throttled: [throttled, 400],
  denied: ["AccessDeniedException", 400],
  expired: "ExpiredTokenException",
});
const query = (prefix: string): Service => ({
  prefix,
  protocol: "query",
  throttled: ["Throttling", 400],
  denied: ["AccessDenied", 403],
  expired: "ExpiredToken",
});

/** By what stands before the operation in the header x-amz-target. */
const byTarget: Record<string, Service> = {
  AWSInsightsIndexService: json("ce", "LimitExceededException"),
  AWSPriceListService: json("pricing"),
  ComputeOptimizerService: json("compute-optimizer"),
  CostOptimizationHubService: json("cost-optimization-hub"),
  GraniteServiceVersion20100801: json("cloudwatch"),
};

/** By the version that a query names. */
const byVersion: Record<string, Service> = {
  "2011-06-15": query("sts"),
  "2014-10-31": query("rds"),
  "2015-12-01": query("elasticloadbalancing"),
  "2016-11-15": {
    prefix: "ec2",
    protocol: "ec2",
    throttled: ["RequestLimitExceeded", 503],
    denied: ["UnauthorizedOperation", 403],
    expired: "RequestExpired",
  },
};

/** S3 names what is asked for by the path, and its operations here by their IAM actions. */
export const s3: Service = {
  prefix: "s3",
  protocol: "rest",
  throttled: ["SlowDown", 503],
  denied: ["AccessDenied", 403],
  expired: "ExpiredToken",
};

export function serviceOfTarget(target: string): Service {
  return byTarget[target] ?? json(target);
}

export function serviceOfVersion(version: string): Service {
  return byVersion[version] ?? query("sts");
}
