/** Milliseconds of repeated work, sorted. */
export type Sample = number[];

/** Does the work once without counting, then as often as asked. */
export async function sampled(times: number, work: () => Promise<unknown>): Promise<Sample> {
  await work();
  const sample: Sample = [];
  for (let turn = 0; turn < times; turn++) {
    const began = performance.now();
    await work();
    sample.push(performance.now() - began);
  }
  return sample.sort((one, other) => one - other);
}

export const p50 = (sample: Sample) => at(sample, 0.5);
export const p95 = (sample: Sample) => at(sample, 0.95);

function at(sample: Sample, share: number): number {
  return sample[Math.min(sample.length - 1, Math.floor(sample.length * share))] ?? 0;
}
