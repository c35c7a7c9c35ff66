import type { Reading } from "../source";

/** A loopback server has one name only: there the name of a bucket is part of the path. */
export function isImitated({ endpoint }: Pick<Reading, "endpoint">): boolean {
  return Boolean(endpoint ?? process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL);
}
