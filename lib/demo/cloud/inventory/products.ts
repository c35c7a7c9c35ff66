import { z } from "zod";
import { Money, plain } from "../../../focus/money";
import type { ListPrice, PricedThing } from "../../../sources/inventory";
import { unknownOperation } from "../aws-error";
import { readRequest } from "../cost-request";
import { jsonBody } from "../wire";
import { type Asked, partOf } from "./asked";

const Request = z.object({
  ServiceCode: z.string(),
  Filters: z.array(z.object({ Type: z.string(), Field: z.string(), Value: z.string() })).default([]),
  MaxResults: z.number().int().min(1).max(100).default(100),
  NextToken: z.string().optional(),
});

/** GetProducts: each product is a JSON document inside the JSON, as AWS gives it. */
export function productsAnswer(asked: Asked): unknown {
  if (asked.from.operation !== "pricing:GetProducts") throw unknownOperation(asked.from.operation);
  const { ServiceCode, Filters, MaxResults, NextToken } = readRequest(Request, jsonBody(asked.from));
  const found = asked.inventory.prices
    .map((price) => ({ price, attributes: attributesOf(price) }))
    .filter(({ attributes }) => attributes.servicecode === ServiceCode)
    .filter(({ attributes }) => Filters.every(({ Field, Value }) => attributes[Field] === Value));
  const { part, next } = partOf(found, NextToken, asked, MaxResults);
  return { FormatVersion: "aws_v1", PriceList: part.map(document), NextToken: next };
}

type Attributes = Record<string, string>;

function document({ price, attributes }: { price: ListPrice; attributes: Attributes }): string {
  const { productFamily = "", ...others } = attributes;
  const [unit, times] = units[price.unit];
  const dimension = {
    unit,
    beginRange: "0",
    endRange: "Inf",
    pricePerUnit: { [price.currency]: plain(new Money(price.amount).times(times)) },
  };
  return JSON.stringify({
    product: { productFamily, sku: "SKU", attributes: others },
    serviceCode: attributes.servicecode,
    terms: { OnDemand: { "SKU.TERM": { priceDimensions: { "SKU.TERM.RATE": dimension } } } },
  });
}

/** AWS sells throughput by the GiB a second. */
const units: Record<ListPrice["unit"], [name: string, times: number]> = {
  hour: ["Hrs", 1],
  "GB-month": ["GB-Mo", 1],
  "IOPS-month": ["IOPS-Mo", 1],
  "MiBps-month": ["GiBps-mo", 1024],
  GB: ["GB", 1],
};

const systems = { linux: "Linux", rhel: "RHEL", suse: "SUSE", windows: "Windows" };
const engines: Record<string, string> = {
  postgres: "PostgreSQL",
  mysql: "MySQL",
  mariadb: "MariaDB",
  "aurora-postgresql": "Aurora PostgreSQL",
  "aurora-mysql": "Aurora MySQL",
};

function attributesOf({ of, region }: ListPrice): Attributes {
  return { regionCode: region, ...thingAttributes(of) };
}

const ec2 = (productFamily: string, more: Attributes): Attributes => ({
  servicecode: "AmazonEC2",
  productFamily,
  ...more,
});

function thingAttributes(of: PricedThing): Attributes {
  switch (of.kind) {
    case "instance":
      return ec2("Compute Instance", {
        instanceType: of.instanceType,
        operatingSystem: systems[of.platform],
        tenancy: "Shared",
        preInstalledSw: "NA",
        capacitystatus: "Used",
        marketoption: "OnDemand",
        licenseModel: "No License required",
      });
    case "database":
      return {
        servicecode: "AmazonRDS",
        productFamily: "Database Instance",
        instanceType: of.instanceClass,
        databaseEngine: engines[of.engine] ?? of.engine,
        deploymentOption: of.multiAz ? "Multi-AZ" : "Single-AZ",
      };
    case "load balancer": {
      const name = `${of.balancerType[0]?.toUpperCase()}${of.balancerType.slice(1)}`;
      return { servicecode: "AWSELB", productFamily: `Load Balancer-${name}`, usagetype: "LoadBalancerUsage" };
    }
    case "address":
      return { servicecode: "AmazonVPC", group: "VPCPublicIPv4Address", usagetype: "PublicIPv4:IdleAddress" };
    default:
      return storageAttributes(of);
  }
}

type Rest = Exclude<PricedThing, { kind: "instance" | "database" | "load balancer" | "address" }>;

function storageAttributes(of: Rest): Attributes {
  switch (of.kind) {
    case "volume":
      return ec2("Storage", { volumeApiName: of.volumeType });
    case "volume iops":
      return ec2("System Operation", { volumeApiName: of.volumeType, group: "EBS IOPS" });
    case "volume throughput":
      return ec2("Provisioned Throughput", { volumeApiName: of.volumeType });
    case "snapshot":
      return ec2("Storage Snapshot", {
        usagetype: of.tier === "archive" ? "EBS:SnapshotArchiveStorage" : "EBS:SnapshotUsage",
      });
    case "nat gateway":
      return ec2("NAT Gateway", { usagetype: "NatGateway-Hours" });
    case "bucket storage":
      return {
        servicecode: "AmazonS3",
        productFamily: "Storage",
        volumeType: "Standard",
        usagetype: "TimedStorage-ByteHrs",
      };
    default:
      return ec2("NAT Gateway", { usagetype: "NatGateway-Bytes" });
  }
}
