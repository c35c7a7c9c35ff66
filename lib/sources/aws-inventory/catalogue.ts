import { DescribeInstanceTypesCommand } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { patiently } from "../aws/patience";
import { refusalOf } from "../aws/refusals";
import type { InstanceType, RegionCatalogue } from "../inventory";
import { awsSignIn, type Here, type InventoryReading } from "./clients";
import { described } from "./described";
import { priceClient } from "./price-client";
import { readPrices } from "./prices";
import { problemOf } from "./problems";
import type { InventorySettings } from "./settings";

const Described = z.object({
  InstanceType: z.string(),
  CurrentGeneration: z.boolean().default(true),
  BareMetal: z.boolean().default(false),
  Hypervisor: z.enum(["nitro", "xen"]).optional(),
  BurstablePerformanceSupported: z.boolean().default(false),
  ProcessorInfo: z.object({ SupportedArchitectures: z.array(z.string()).default([]) }).prefault({}),
  VCpuInfo: z.object({ DefaultVCpus: z.number() }),
  MemoryInfo: z.object({ SizeInMiB: z.number() }),
  InstanceStorageInfo: z.object({ TotalSizeInGB: z.number().default(0) }).optional(),
  GpuInfo: z.object({ Gpus: z.array(z.object({ Count: z.number().default(1) })).default([]) }).optional(),
  EbsInfo: z
    .object({
      EbsOptimizedInfo: z
        .object({ BaselineBandwidthInMbps: z.number().optional(), BaselineIops: z.number().optional() })
        .optional(),
    })
    .optional(),
  NetworkInfo: z
    .object({
      NetworkCards: z.array(z.object({ BaselineBandwidthInGbps: z.number().optional() })).default([]),
    })
    .optional(),
});

const Page = z.object({ InstanceTypes: z.array(Described).default([]), NextToken: z.string().nullish() });

const PAGE = 100;

/** What a region offers and at which list prices; ask once and keep it, because it is long and seldom changes. */
export async function readCatalogue(
  settings: InventorySettings,
  region: string,
  reading: InventoryReading,
): Promise<RegionCatalogue> {
  const signedIn = awsSignIn(settings, reading);
  const pricing = priceClient(settings, reading);
  const catalogue: RegionCatalogue = { region, types: [], prices: [], problems: [] };
  try {
    const here = await signedIn.enter(await signedIn.ownAccount(), region);
    try {
      catalogue.types = await instanceTypes(here, reading);
    } catch (error) {
      const problem = problemOf(error, here, { what: "catalogue", action: "ec2:DescribeInstanceTypes" });
      if (!problem) throw refusalOf(error, "ec2:DescribeInstanceTypes", {});
      catalogue.problems.push(problem);
    } finally {
      here.close();
    }
    try {
      catalogue.prices = await readPrices(region, { pricing, reading });
    } catch (error) {
      const problem = problemOf(error, here, { what: "prices", action: "pricing:GetProducts" });
      if (!problem) throw refusalOf(error, "pricing:GetProducts", {});
      catalogue.problems.push(problem);
    }
    return catalogue;
  } finally {
    pricing.destroy();
    signedIn.close();
  }
}

async function instanceTypes(here: Here, reading: InventoryReading): Promise<InstanceType[]> {
  const types: InstanceType[] = [];
  let token: string | null = null;
  do {
    const asked = new DescribeInstanceTypesCommand({ MaxResults: PAGE, ...(token ? { NextToken: token } : {}) });
    const answer: unknown = await patiently(() => here.ec2.send(asked, { abortSignal: here.signal }), reading);
    const page: z.output<typeof Page> = described(Page, answer, "instance types");
    types.push(...page.InstanceTypes.map(typeOf));
    token = page.NextToken || null;
  } while (token !== null);
  return types;
}

function typeOf(found: z.output<typeof Described>): InstanceType {
  const cards = found.NetworkInfo?.NetworkCards ?? [];
  const baseline = cards.reduce((sum, { BaselineBandwidthInGbps = 0 }) => sum + BaselineBandwidthInGbps, 0);
  const ebs = found.EbsInfo?.EbsOptimizedInfo;
  const architectures = (["x86_64", "arm64"] as const).filter((each) =>
    found.ProcessorInfo.SupportedArchitectures.includes(each),
  );
  return {
    name: found.InstanceType,
    architectures,
    vcpus: found.VCpuInfo.DefaultVCpus,
    memoryMib: found.MemoryInfo.SizeInMiB,
    networkGbps: baseline > 0 ? baseline : null,
    ebsMbps: ebs?.BaselineBandwidthInMbps ?? null,
    ebsIops: ebs?.BaselineIops ?? null,
    currentGeneration: found.CurrentGeneration,
    burstable: found.BurstablePerformanceSupported,
    localStorageGb: found.InstanceStorageInfo?.TotalSizeInGB ?? 0,
    gpus: (found.GpuInfo?.Gpus ?? []).reduce((sum, { Count }) => sum + Count, 0),
    hypervisor: found.BareMetal ? "metal" : (found.Hypervisor ?? "xen"),
  };
}
