import type { Shape } from "./rhythm";

/** A service as Cost Explorer names it, and how its use behaves. */
export type AwsService = Shape & {
  name: string;
  usageType: string;
  operation: string;
  unit: string;
  /** Dollars a unit, for the quantity beside the cost. */
  price: number;
  instanceType?: string;
  /** Compute that a Savings Plan covers. */
  plannable?: true;
  /** Billed without a region, or in each region of its account; the others run in the account's first. */
  place?: "global" | "every region";
};

const hours = (name: string, usageType: string, price: number, shape: Shape) => ({
  name,
  usageType,
  operation: "RunInstances",
  unit: "Hrs",
  price,
  ...shape,
});
const shop = (growth: number, noise = 0.05): Shape => ({ rhythm: "shop", growth, noise });
const steady = (growth: number, noise = 0.015): Shape => ({ rhythm: "steady", growth, noise });
const batch = (growth: number, noise = 0.08): Shape => ({ rhythm: "batch", growth, noise });
const use = (operation: string, unit: string, price: number) => ({ operation, unit, price });

const catalogue = {
  ec2: {
    ...hours("Amazon Elastic Compute Cloud - Compute", "BoxUsage:m6i.2xlarge", 0.384, shop(0.7)),
    instanceType: "m6i.2xlarge",
    plannable: true,
    place: "every region",
  },
  batchEc2: {
    ...hours("Amazon Elastic Compute Cloud - Compute", "BoxUsage:r6i.4xlarge", 1.008, batch(0.8)),
    instanceType: "r6i.4xlarge",
    plannable: true,
  },
  gpuEc2: {
    ...hours("Amazon Elastic Compute Cloud - Compute", "BoxUsage:g5.4xlarge", 1.624, batch(1.6)),
    instanceType: "g5.4xlarge",
  },
  ebs: {
    name: "EC2 - Other",
    usageType: "EBS:VolumeUsage.gp3",
    ...use("CreateVolume-Gp3", "GB-Mo", 0.08),
    ...steady(0.7),
  },
  nat: {
    name: "EC2 - Other",
    usageType: "NatGateway-Bytes",
    ...use("NatGateway", "GB", 0.045),
    ...shop(0.8, 0.07),
    place: "every region",
  },
  rds: {
    ...hours("Amazon Relational Database Service", "InstanceUsage:db.r6g.2xlarge", 0.958, steady(0.6)),
    operation: "CreateDBInstance:0021",
    instanceType: "db.r6g.2xlarge",
    place: "every region",
  },
  s3: {
    name: "Amazon Simple Storage Service",
    usageType: "TimedStorage-ByteHrs",
    ...use("StandardStorage", "GB-Mo", 0.023),
    ...steady(1.1),
    place: "every region",
  },
  lambda: {
    name: "AWS Lambda",
    usageType: "Lambda-GB-Second",
    ...use("Invoke", "Lambda-GB-Second", 0.0000166667),
    ...shop(1.1, 0.07),
    plannable: true,
  },
  cloudfront: {
    name: "Amazon CloudFront",
    usageType: "DataTransfer-Out-Bytes",
    ...use("GET", "GB", 0.085),
    ...shop(0.9, 0.06),
    place: "global",
  },
  dynamodb: {
    name: "Amazon DynamoDB",
    usageType: "WriteRequestUnits",
    ...use("PayPerRequestThroughput", "WriteRequestUnits", 0.000000625),
    ...shop(0.9, 0.06),
  },
  ecs: {
    name: "Amazon Elastic Container Service",
    usageType: "Fargate-vCPU-Hours:perCPU",
    ...use("FargateTask", "hours", 0.04048),
    ...shop(0.7),
    plannable: true,
    place: "every region",
  },
  eks: {
    name: "Amazon Elastic Container Service for Kubernetes",
    usageType: "AmazonEKS-Hours:perCluster",
    ...use("CreateOperation", "Hours", 0.1),
    ...shop(0.7, 0.04),
    place: "every region",
  },
  elasticache: {
    ...hours("Amazon ElastiCache", "NodeUsage:cache.r6g.xlarge", 0.411, steady(0.5)),
    operation: "CreateCacheCluster:0002",
    instanceType: "cache.r6g.xlarge",
  },
  opensearch: {
    name: "Amazon OpenSearch Service",
    usageType: "ESInstance:r6g.xlarge",
    ...use("ESDomain", "Hrs", 0.335),
    ...steady(0.6, 0.02),
  },
  redshift: {
    ...hours("Amazon Redshift", "Node:ra3.4xl", 3.26, batch(0.7, 0.05)),
    operation: "RunComputeNode:0001",
    instanceType: "ra3.4xl",
  },
  glue: { name: "AWS Glue", usageType: "ETL-DPU-Hour", ...use("Jobrun", "DPU-Hour", 0.44), ...batch(1) },
  kinesis: {
    name: "Amazon Kinesis",
    usageType: "Storage-ShardHour",
    ...use("shardHourStorage", "ShardHour", 0.015),
    ...shop(0.8, 0.04),
  },
  cloudwatch: {
    name: "AmazonCloudWatch",
    usageType: "DataProcessing-Bytes",
    ...use("PutLogEvents", "GB", 0.5),
    ...shop(0.8, 0.06),
    place: "every region",
  },
  bedrock: {
    name: "Amazon Bedrock",
    usageType: "Claude-output-tokens",
    ...use("InvokeModelStreamingInference", "1K tokens", 0.015),
    rhythm: "shop",
    growth: 13,
    noise: 0.1,
  },
  sagemaker: {
    name: "Amazon SageMaker",
    usageType: "Train:ml.g5.2xlarge",
    ...use("RunInstance", "Hrs", 1.515),
    ...batch(1.2, 0.12),
  },
  transfer: {
    name: "AWS Data Transfer",
    usageType: "DataTransfer-Out-Bytes",
    ...use("Transfer", "GB", 0.09),
    ...shop(0.9, 0.08),
    place: "every region",
  },
  elb: {
    name: "Amazon Elastic Load Balancing",
    usageType: "LoadBalancerUsage",
    ...use("LoadBalancing:Application", "Hrs", 0.0225),
    ...shop(0.5, 0.03),
  },
  vpc: {
    name: "Amazon Virtual Private Cloud",
    usageType: "VpcEndpoint-Hours",
    ...use("VpcEndpoint", "Hrs", 0.01),
    ...steady(0.6),
  },
  kms: {
    name: "AWS Key Management Service",
    usageType: "KMS-Requests",
    ...use("Decrypt", "Requests", 0.000003),
    ...shop(0.8, 0.06),
  },
  guardduty: {
    name: "Amazon GuardDuty",
    usageType: "PaidEventsAnalyzed",
    ...use("PaidEventsAnalyzed", "Events", 0.000004),
    ...shop(0.8, 0.06),
  },
  route53: {
    name: "Amazon Route 53",
    usageType: "DNS-Queries",
    ...use("A", "Queries", 0.0000004),
    ...shop(0.6, 0.05),
    place: "global",
  },
} as const satisfies Record<string, AwsService>;
export type AwsServiceId = keyof typeof catalogue;
export const awsServices: Record<AwsServiceId, AwsService> = catalogue;

/** Services that only fees and adjustments appear under. */
export const supportService = "AWS Support (Business)";
export const planService = "Savings Plans for AWS Compute usage";
export const taxService = "Tax";
