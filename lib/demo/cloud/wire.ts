import type { IncomingMessage, ServerResponse } from "node:http";
import { AwsError } from "./aws-error";
import { stsError } from "./sts";

/** A request as it came: JSON 1.1 names its operation in a header, the query protocol in the body. */
export type Arrived = {
  protocol: "json" | "query";
  operation: string;
  method: string;
  headers: IncomingMessage["headers"];
  body: string;
};

const LARGEST_BODY = 1_000_000;
const REQUEST_ID = "00000000-0000-4000-8000-000000000000";

export async function arrived(request: IncomingMessage): Promise<Arrived> {
  const body = await bodyOf(request);
  const target = request.headers["x-amz-target"];
  const method = request.method ?? "";
  if (typeof target === "string") {
    const [, operation = target] = /^AWSInsightsIndexService\.(\w+)$/.exec(target) ?? [];
    return { protocol: "json", operation, method, headers: request.headers, body };
  }
  const action = new URLSearchParams(body).get("Action") ?? "";
  return { protocol: "query", operation: `sts:${action}`, method, headers: request.headers, body };
}

export function send(response: ServerResponse, protocol: Arrived["protocol"], text: string, status = 200): void {
  const type = protocol === "json" ? "application/x-amz-json-1.1" : "text/xml";
  response.writeHead(status, { "content-type": type, "x-amzn-requestid": REQUEST_ID });
  response.end(text);
}

export function sendError(response: ServerResponse, protocol: Arrived["protocol"], error: AwsError): void {
  const text = protocol === "json" ? JSON.stringify({ __type: error.type, message: error.message }) : stsError(error);
  send(response, protocol, text, error.status);
}

export function jsonBody({ body }: Arrived): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(body);
    if (read && typeof read === "object" && !Array.isArray(read)) return { ...read };
  } catch {
    // falls through to the refusal
  }
  throw new AwsError("SerializationException", "The request body is not a JSON object.");
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > LARGEST_BODY) throw new Error("The request is too large.");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
