import type { AwsServiceId } from "./aws-services";
import type { Environment, TeamId } from "./people";
import type { Rhythm } from "./rhythm";

/** A member account: whose it is, where it runs, and what an average month of each service cost at the start. */
export type AwsAccount = {
  id: string;
  name: string;
  team: TeamId;
  environment: Environment;
  /** Share of each region; they add up to one. */
  regions: Record<string, number>;
  usage: Partial<Record<AwsServiceId, number>>;
  /** Development follows people, not customers. */
  rhythm?: Rhythm;
  /** Taxed at the address of the entity that uses it. */
  taxRate: number;
};

const both = { "us-east-1": 0.7, "eu-west-1": 0.3 };
const virginia = { "us-east-1": 1 };
const ireland = { "eu-west-1": 1 };

const prod = (id: string, name: string, team: TeamId, regions: Record<string, number>, usage: AwsAccount["usage"]) =>
  ({ id, name, team, environment: "prod", regions, usage, taxRate: 0.021 }) satisfies AwsAccount;
const test = (
  id: string,
  name: string,
  team: TeamId,
  environment: Environment,
  usage: AwsAccount["usage"],
): AwsAccount => ({ id, name, team, environment, regions: virginia, usage, rhythm: "office", taxRate: 0.021 });

export const awsPayer = { id: "104829573610", name: "mallow-finch-management" };

export const awsAccounts: readonly AwsAccount[] = [
  prod("213450987612", "storefront-prod", "storefront", both, {
    ec2: 5400,
    ebs: 900,
    nat: 650,
    rds: 6200,
    elasticache: 2300,
    cloudfront: 4600,
    s3: 1500,
    lambda: 1500,
    dynamodb: 1900,
    opensearch: 2500,
    elb: 850,
    cloudwatch: 1100,
    transfer: 2000,
    kms: 70,
  }),
  test("224561098723", "storefront-staging", "storefront", "staging", {
    ec2: 1100,
    ebs: 220,
    rds: 900,
    elasticache: 300,
    s3: 120,
    lambda: 90,
    opensearch: 420,
    elb: 120,
    cloudwatch: 150,
  }),
  test("235672109834", "storefront-dev", "storefront", "dev", {
    ec2: 780,
    ebs: 190,
    rds: 420,
    s3: 60,
    lambda: 60,
    cloudwatch: 70,
  }),
  prod("246783210945", "payments-prod", "payments", both, {
    ec2: 1900,
    ebs: 320,
    nat: 430,
    rds: 3500,
    dynamodb: 2500,
    lambda: 950,
    elb: 310,
    cloudwatch: 680,
    kms: 260,
    s3: 240,
  }),
  test("257894321056", "payments-staging", "payments", "staging", {
    ec2: 420,
    ebs: 90,
    rds: 640,
    dynamodb: 180,
    lambda: 70,
    cloudwatch: 90,
  }),
  prod("268905432167", "logistics-prod", "logistics", both, {
    ebs: 850,
    nat: 560,
    rds: 4200,
    kinesis: 1500,
    s3: 900,
    elb: 380,
    cloudwatch: 1250,
    transfer: 600,
    kms: 60,
  }),
  test("279016543278", "logistics-staging", "logistics", "staging", {
    ec2: 980,
    ebs: 160,
    rds: 560,
    kinesis: 180,
    cloudwatch: 110,
  }),
  test("280127654389", "logistics-dev", "logistics", "dev", { ec2: 560, ebs: 110, rds: 280, s3: 40, cloudwatch: 60 }),
  prod("291238765490", "data-platform-prod", "data", virginia, {
    s3: 7000,
    glue: 2100,
    redshift: 6600,
    batchEc2: 3000,
    ebs: 780,
    opensearch: 1800,
    transfer: 900,
    kms: 130,
    cloudwatch: 480,
  }),
  test("302349876501", "data-platform-dev", "data", "dev", {
    s3: 700,
    glue: 420,
    redshift: 1100,
    batchEc2: 460,
    cloudwatch: 60,
  }),
  prod("313450987613", "recommendations-prod", "recommendations", both, {
    bedrock: 1500,
    sagemaker: 3600,
    ec2: 2700,
    ebs: 340,
    s3: 680,
    dynamodb: 520,
    cloudwatch: 300,
    lambda: 240,
  }),
  test("324561098724", "recommendations-dev", "recommendations", "dev", {
    bedrock: 220,
    sagemaker: 1100,
    gpuEc2: 1300,
    ebs: 150,
    s3: 210,
    cloudwatch: 50,
  }),
  prod("335672109835", "mobile-backend-prod", "mobile", both, {
    lambda: 1350,
    dynamodb: 950,
    cloudfront: 1150,
    s3: 260,
    cloudwatch: 340,
    kms: 40,
    transfer: 280,
  }),
  prod("346783210946", "platform-network", "platform", both, {
    nat: 1700,
    vpc: 1300,
    transfer: 2600,
    elb: 420,
    route53: 210,
  }),
  prod("357894321057", "platform-observability", "platform", virginia, {
    opensearch: 3200,
    cloudwatch: 2600,
    s3: 1150,
    ec2: 900,
    ebs: 420,
  }),
  test("368905432168", "platform-ci", "platform", "dev", { ec2: 3300, ebs: 380, s3: 260, cloudwatch: 120, nat: 340 }),
  prod("379016543279", "security-audit", "security", both, {
    guardduty: 1500,
    kms: 150,
    s3: 320,
    lambda: 60,
    cloudwatch: 190,
  }),
  { ...prod("380127654390", "log-archive", "security", ireland, { s3: 2200, kms: 80 }), taxRate: 0 },
  test("391238765401", "sandbox", "platform", "dev", {
    ec2: 520,
    ebs: 120,
    rds: 210,
    lambda: 30,
    s3: 50,
    sagemaker: 180,
    bedrock: 40,
  }),
];

/** What the delivery network's own software costs a month, wherever it runs in that year. */
export const logisticsFleet = { account: "268905432167", monthly: 8600 };
