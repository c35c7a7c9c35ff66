/** The middle of the values, or between the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Linear between the two nearest of the sorted values; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = new Float64Array(values).sort();
  const place = share * (sorted.length - 1);
  const [below = Number.NaN, above = below] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place - Math.floor(place));
}

// What makes it the standard deviation where the values are normal (Rousseeuw and Croux 1993).
const NORMAL = 1.4826;

/** The median distance from zero as a standard deviation: half of the distances may be anything. */
export function spread(distances: number[]): number {
  return NORMAL * median(distances.map(Math.abs));
}
