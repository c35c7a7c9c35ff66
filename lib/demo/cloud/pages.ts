import { createHash } from "node:crypto";
import { AwsError } from "./aws-error";

/** What identifies a request apart from the page asked for: two requests with one hash have the same pages. */
export function requestHash(operation: string, body: Record<string, unknown>): string {
  const { NextPageToken: _page, ...question } = body;
  return digest(`${operation} ${JSON.stringify(question)}`);
}

/** Where the page starts; a token of another request, or no token of ours, is refused as AWS does. */
export function pageStart(token: string | undefined, hash: string): number {
  if (token === undefined) return 0;
  const [offset, ofRequest, seal] = Buffer.from(token, "base64url").toString("utf8").split(".");
  if (!(offset && ofRequest && seal === digest(`${offset}.${ofRequest}`))) {
    throw new AwsError(
      "InvalidNextTokenException",
      "The pagination token is invalid. Try again without a pagination token.",
    );
  }
  if (ofRequest !== hash) {
    throw new AwsError(
      "RequestChangedException",
      "Your request parameters changed between pages. Try again with the old parameters or without a pagination token.",
    );
  }
  return Number(offset);
}

export function pageToken(offset: number, hash: string): string {
  const text = `${offset}.${hash}`;
  return Buffer.from(`${text}.${digest(text)}`, "utf8").toString("base64url");
}

function digest(text: string): string {
  return createHash("sha256").update(`outlay simulated cloud ${text}`).digest("hex").slice(0, 32);
}
