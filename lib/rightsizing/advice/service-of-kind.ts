/** What a bill calls the service of a kind of resource, for what it has no charge of. */
export const serviceOfKind = {
  instance: "Amazon Elastic Compute Cloud",
  "auto-scaling group": "Amazon Elastic Compute Cloud",
  volume: "Amazon Elastic Compute Cloud",
  snapshot: "Amazon Elastic Compute Cloud",
  address: "Amazon Virtual Private Cloud",
  "nat gateway": "Amazon Virtual Private Cloud",
  "load balancer": "Amazon Elastic Load Balancing",
  database: "Amazon Relational Database Service",
  bucket: "Amazon Simple Storage Service",
  function: "AWS Lambda",
  service: "Amazon Elastic Container Service",
};
