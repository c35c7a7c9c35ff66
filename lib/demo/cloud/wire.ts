import type { IncomingMessage, ServerResponse } from "node:http";
import { AwsError } from "./aws-error";
import { type Protocol, type Service, s3, serviceOfTarget, serviceOfVersion } from "./services";
import { xmlOf } from "./xml";

/** A request as it came: JSON names its operation in a header, the query protocol in the body. */
export type Arrived = {
  service: Service;
  /** Operations of Cost Explorer by their plain name, those of others with their service before it. */
  operation: string;
  method: string;
  /** Path and query, as they were signed. */
  path: string;
  search: string;
  headers: IncomingMessage["headers"];
  body: string;
};

const LARGEST_BODY = 1_000_000;
const REQUEST_ID = "00000000-0000-4000-8000-000000000000";

export async function arrived(request: IncomingMessage): Promise<Arrived> {
  const body = await bodyOf(request);
  const target = request.headers["x-amz-target"];
  const { headers, method = "", url = "/" } = request;
  const [path = "/", search = ""] = url.split("?");
  const sent = { method, path, search, headers, body };
  if (method === "GET") return { service: s3, operation: `s3:${bucketAction(path, search)}`, ...sent };
  if (typeof target === "string") {
    const [name = "", operation = ""] = target.split(".");
    const service = serviceOfTarget(name);
    return { service, operation: named(service, operation), ...sent };
  }
  const form = new URLSearchParams(body);
  const service = serviceOfVersion(form.get("Version") ?? "");
  return { service, operation: named(service, form.get("Action") ?? ""), ...sent };
}

function bucketAction(path: string, search: string): string {
  if (path === "/") return "ListAllMyBuckets";
  const asked = new URLSearchParams(search);
  if (asked.has("lifecycle")) return "GetLifecycleConfiguration";
  return asked.has("tagging") ? "GetBucketTagging" : "ListBucket";
}

function named({ prefix }: Service, operation: string): string {
  return prefix === "ce" ? operation : `${prefix}:${operation}`;
}

const contentTypes: Record<Protocol, string> = {
  json: "application/x-amz-json-1.1",
  query: "text/xml",
  ec2: "text/xml",
  rest: "application/xml",
};

export function send(response: ServerResponse, protocol: Protocol, text: string, status = 200): void {
  response.writeHead(status, { "content-type": contentTypes[protocol], "x-amzn-requestid": REQUEST_ID });
  response.end(text);
}

export function sendError(response: ServerResponse, protocol: Protocol, error: AwsError): void {
  send(response, protocol, errorText(protocol, error), error.status);
}

function errorText(protocol: Protocol, { type, message }: AwsError): string {
  if (protocol === "json") return JSON.stringify({ __type: type, message });
  if (protocol === "rest") return xmlOf({ Error: { Code: type, Message: message, RequestId: REQUEST_ID } });
  if (protocol === "ec2") {
    const Errors = { Error: { Code: type, Message: message } };
    return xmlOf({ Response: { Errors, RequestID: REQUEST_ID } });
  }
  return xmlOf({ ErrorResponse: { Error: { Type: "Sender", Code: type, Message: message }, RequestId: REQUEST_ID } });
}

/** The answer of an operation whose protocol is XML. */
export function xmlAnswer({ service, operation }: Arrived, result: Parameters<typeof xmlOf>[0]): string {
  const action = operation.slice(operation.indexOf(":") + 1);
  if (service.protocol === "ec2") return xmlOf({ [`${action}Response`]: { requestId: REQUEST_ID, ...result } });
  const ResponseMetadata = { RequestId: REQUEST_ID };
  return xmlOf({ [`${action}Response`]: { [`${action}Result`]: result, ResponseMetadata } });
}

export function jsonBody({ body }: Pick<Arrived, "body">): Record<string, unknown> {
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
