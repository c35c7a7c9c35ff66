/** All that reading an inventory needs: lists and metrics, and nothing that changes or opens anything. */
export function inventoryPolicy() {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "OutlayReadsInventory",
        Effect: "Allow",
        Action: [
          "ec2:DescribeAddresses",
          "ec2:DescribeImages",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeInstances",
          "ec2:DescribeNatGateways",
          "ec2:DescribeRegions",
          "ec2:DescribeSnapshots",
          "ec2:DescribeVolumes",
          "rds:DescribeDBInstances",
          "elasticloadbalancing:DescribeLoadBalancers",
          "elasticloadbalancing:DescribeTags",
          "elasticloadbalancing:DescribeTargetGroups",
          "elasticloadbalancing:DescribeTargetHealth",
          "s3:GetBucketTagging",
          "s3:GetLifecycleConfiguration",
          "s3:ListAllMyBuckets",
          "cloudwatch:GetMetricData",
          "cloudwatch:ListMetrics",
          "pricing:GetProducts",
        ],
        Resource: "*",
      },
    ],
  };
}
