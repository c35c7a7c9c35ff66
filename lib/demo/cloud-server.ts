import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { adviceOperation } from "./cloud/advice/cost-explorer";
import { AwsError, unknownOperation } from "./cloud/aws-error";
import { costAndUsage } from "./cloud/cost-and-usage";
import { type Caller, type CloudAccess, callerOf, type IssuedSession } from "./cloud/credentials";
import { dimensionValues, tagValues } from "./cloud/dimension-values";
import type { CloudEstate } from "./cloud/estate";
import { type Fault, FaultScript, refusalOf } from "./cloud/faults";
import { inventoryAnswer } from "./cloud/inventory/answer";
import { answerSts } from "./cloud/sts";
import { type Arrived, arrived, jsonBody, send, sendError } from "./cloud/wire";

export type CloudOptions = CloudAccess & {
  port?: number;
  faults?: Fault[];
  /** Groups (or, ungrouped, days) a page. */
  pageSize?: number;
};

/** One answered request: `error` is the type of the refusal, or what happened on the wire. */
export type LoggedRequest = { operation: string; accessKeyId: string | null; error: string | null; body: string };

export type RunningCloud = {
  url: string;
  port: number;
  /** Cost Explorer requests that reached the cloud, the failed ones included. */
  requests: () => number;
  /** Cost Explorer requests that AWS would charge for: refused ones are free. */
  charged: () => number;
  log: () => readonly LoggedRequest[];
  /** Scripts a fault for the requests to come. */
  inject: (fault: Fault) => void;
  clearFaults: () => void;
  /** From now on the cloud knows this: another day, a restated month, a vanished row. */
  show: (estate: CloudEstate) => void;
  stop: () => Promise<void>;
};

type World = {
  estate: CloudEstate;
  access: CloudAccess;
  pageSize: number;
  script: FaultScript;
  sessions: Map<string, IssuedSession>;
  log: LoggedRequest[];
};

// AWS does not say how long its pages are; this is longer than a quarter of a middling company by day.
const PAGE_SIZE = 6000;

/** Starts a cloud on loopback that speaks AWS on the wire and answers from one estate: its charges and its resources. */
export async function startCloud(estate: CloudEstate, options: CloudOptions = {}): Promise<RunningCloud> {
  const { port = 0, faults = [], pageSize = PAGE_SIZE, ...access } = options;
  const world: World = { estate, access, pageSize, script: new FaultScript(), sessions: new Map(), log: [] };
  for (const fault of faults) world.script.add(fault);
  const server = createServer((request, response) => {
    answer(request, response, world).catch(() => response.destroy());
  });
  const bound = await listening(server, port);
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    requests: () => costRequests(world).length,
    charged: () => costRequests(world).filter(({ error }) => error === null).length,
    log: () => world.log,
    inject: (fault) => world.script.add(fault),
    clearFaults: () => world.script.clear(),
    show: (next) => {
      world.estate = next;
    },
    stop: () => stopped(server),
  };
}

function costRequests({ log }: World): LoggedRequest[] {
  return log.filter(({ operation }) => !operation.includes(":"));
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function stopped(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, world: World): Promise<void> {
  const from = await arrived(request);
  const entry: LoggedRequest = { operation: from.operation, accessKeyId: null, error: null, body: from.body };
  world.log.push(entry);
  try {
    const caller = callerOf(from, world.access, world.sessions, world.estate.payer.id);
    entry.accessKeyId = caller.accessKeyId;
    const fault = world.script.strike(from.operation);
    if (fault) await strike(fault, { from, caller, response, entry });
    const text = answerOf(from, caller, world);
    send(response, from.service.protocol, fault?.kind === "truncated" ? text.slice(0, text.length / 2) : text);
  } catch (error) {
    if (error === lineDropped) return;
    const refusal = error instanceof AwsError ? error : new AwsError("InternalFailure", String(error), 500);
    entry.error = refusal.type;
    sendError(response, from.service.protocol, refusal);
  }
}

const lineDropped = new Error("The line went dead.");

type Struck = { from: Arrived; caller: Caller; response: ServerResponse; entry: LoggedRequest };

/** What a fault does before there is an answer: refuse, go dead, or take its time. */
async function strike(fault: Fault, { from, caller, response, entry }: Struck): Promise<void> {
  const refusal = refusalOf(fault, from, caller);
  if (refusal) throw refusal;
  if (fault.kind === "slow") return pause(fault.milliseconds ?? 0, undefined, { ref: false });
  entry.error = fault.kind;
  if (fault.kind !== "dropped") return;
  response.destroy();
  throw lineDropped;
}

function answerOf(from: Arrived, caller: Caller, { estate, access, pageSize, sessions }: World): string {
  switch (from.service.prefix) {
    case "ce":
      return JSON.stringify(costExplorerAnswer(from, estate, pageSize));
    case "sts":
      return answerSts(new URLSearchParams(from.body), caller, { access, sessions, now: new Date() });
    default:
      return inventoryAnswer(from, { estate, caller, pageSize });
  }
}

function costExplorerAnswer(from: Arrived, estate: CloudEstate, pageSize: number): unknown {
  switch (from.operation) {
    case "GetCostAndUsage":
      return costAndUsage(estate, jsonBody(from), pageSize);
    case "GetDimensionValues":
      return dimensionValues(estate, jsonBody(from), pageSize);
    case "GetTags":
      return tagValues();
    default:
      return adviceAnswer(from, estate, pageSize);
  }
}

function adviceAnswer(from: Arrived, estate: CloudEstate, pageSize: number): unknown {
  const operation = adviceOperation(from.operation);
  if (!operation) throw unknownOperation(from.operation);
  return operation({ estate, body: jsonBody(from), pageSize });
}
