import { ListMetricsCommand } from "@aws-sdk/client-cloudwatch";
import { z } from "zod";
import type { Here } from "./clients";
import { described } from "./described";
import { AGENT, MEMORY_NAMES, type MemoryMetrics } from "./metric-plan";

const Page = z.object({
  Metrics: z
    .array(
      z.object({
        MetricName: z.string(),
        Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
      }),
    )
    .default([]),
  NextToken: z.string().nullish(),
});

/** The agent may file a metric under several sets of dimensions; the smallest that names the instance is asked for. */
export async function memoryMetrics(here: Here): Promise<MemoryMetrics> {
  const found: MemoryMetrics = new Map();
  for (const name of MEMORY_NAMES) {
    for await (const dimensions of filedUnder(name, here)) {
      const instance = dimensions.find(({ Name }) => Name === "InstanceId")?.Value ?? "";
      const known = found.get(instance)?.dimensions.length ?? Number.POSITIVE_INFINITY;
      if (instance && dimensions.length < known) found.set(instance, { name, dimensions });
    }
  }
  return found;
}

async function* filedUnder(MetricName: string, here: Here): AsyncGenerator<{ Name: string; Value: string }[]> {
  let token: string | null = null;
  do {
    const asked = new ListMetricsCommand({ Namespace: AGENT, MetricName, ...(token ? { NextToken: token } : {}) });
    const answer: unknown = await here.metrics.send(asked, { abortSignal: here.signal });
    const page: z.output<typeof Page> = described(Page, answer, "metrics of the CloudWatch agent");
    for (const { Dimensions } of page.Metrics) yield Dimensions;
    token = page.NextToken || null;
  } while (token !== null);
}
