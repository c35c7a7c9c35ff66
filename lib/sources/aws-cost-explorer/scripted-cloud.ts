import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { CheckOutcome, Memory, Reading, SourceSlice } from "../source";
import { awsCostExplorer } from "./source";

/** For tests: answers each request with what the script says, to try what no well-behaved cloud does. */
export type Asked = {
  TimePeriod: { Start: string; End: string };
  GroupBy?: { Key: string }[];
  Filter?: unknown;
  NextPageToken?: string;
};
type Reply = { status?: number; type?: string; message?: string; body?: unknown; cut?: boolean };
export type Script = (asked: Asked, count: number) => Reply;

export type ScriptedCloud = { url: string; asked: Asked[]; identities: () => number; stop: () => Promise<void> };

export async function scriptedCloud(script: Script): Promise<ScriptedCloud> {
  const asked: Asked[] = [];
  let identities = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (!request.headers["x-amz-target"]) {
        identities++;
        response.writeHead(404).end();
        return;
      }
      const question = JSON.parse(Buffer.concat(chunks).toString()) as Asked;
      asked.push(question);
      const { status = 400, type, message = "", body, cut } = script(question, asked.length);
      const text = JSON.stringify(type ? { __type: type, message } : body);
      response.writeHead(type ? status : 200, { "content-type": "application/x-amz-json-1.1" });
      response.end(cut ? text.slice(0, text.length / 2) : text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    identities: () => identities,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const connector = awsCostExplorer;
const keys = { auth: "keys", accessKeyId: "AKIATEST", secretAccessKey: "not-a-secret" };

export type Outcome = {
  slices: (SourceSlice & { rows: Record<string, string | null | undefined>[] })[];
  memory: Memory;
  spent: number;
};
type Given = { now?: string; memory?: Memory; purpose?: Reading["purpose"]; settings?: Record<string, unknown> };

function readingOf(
  endpoint: string | null,
  { now = "2026-11-22T10:00:00Z", memory = {}, purpose = "backfill" }: Given,
) {
  let spent = 0;
  const reading: Reading = {
    now: new Date(now),
    purpose,
    memory,
    externalId: "the-external-id",
    fallbackAccountId: "aws-fallback",
    endpoint,
    folders: { watchable: [], own: "/" },
    spend: async () => {
      spent++;
    },
    progress: () => {},
    signal: new AbortController().signal,
  };
  return { reading, spent: () => spent };
}

/** Reads everything that is due, as a sync does. */
export async function readAll(endpoint: string | null, given: Given = {}): Promise<Outcome> {
  const { reading, spent } = readingOf(endpoint, given);
  const settings = connector.settings.parse({ ...keys, ...given.settings });
  const period = connector.due(reading.now, reading.purpose, reading.memory);
  const reader = connector.read(settings, period, reading);
  const slices: Outcome["slices"] = [];
  for (;;) {
    const next = await reader.next();
    if (next.done) return { slices, memory: next.value.memory, spent: spent() };
    slices.push({ ...next.value, rows: [...(next.value.charges as Iterable<Outcome["slices"][0]["rows"][0]>)] });
  }
}

export async function checked(endpoint: string, settings: Record<string, unknown> = keys): Promise<CheckOutcome> {
  return await connector.check(connector.settings.parse(settings), readingOf(endpoint, {}).reading);
}

const amount = (value: string, unit = "USD") => ({ Amount: value, Unit: unit });

/** All four metrics alike, or billed and effective apart. */
export function metrics(billed: string, effective = billed, unit = "USD") {
  return {
    UnblendedCost: amount(billed, unit),
    AmortizedCost: amount(effective, unit),
    NetUnblendedCost: amount(billed, unit),
    NetAmortizedCost: amount(effective, unit),
  };
}

export type Day = { day: string; total?: object; groups?: [string[], object][]; estimated?: boolean };

export function days(list: Day[], token?: string): Reply {
  const ResultsByTime = list.map(({ day, total = {}, groups = [], estimated = false }) => ({
    TimePeriod: { Start: day, End: day },
    Estimated: estimated,
    Total: total,
    Groups: groups.map(([Keys, Metrics]) => ({ Keys, Metrics })),
  }));
  return { body: { ResultsByTime, ...(token ? { NextPageToken: token } : {}) } };
}

/** A cloud with one charge type on one day, whose answers a test then bends. */
export function plainScript(bend: (asked: Asked, count: number) => Reply | null = () => null): Script {
  return (asked, count) => {
    const bent = bend(asked, count);
    if (bent) return bent;
    const by = asked.GroupBy?.map(({ Key }) => Key).join();
    if (!by) return days([{ day: "2026-11-03", total: metrics("5"), estimated: true }]);
    if (by === "RECORD_TYPE") return days([{ day: "2026-11-03", groups: [[["Usage"], metrics("5")]] }]);
    return days([{ day: "2026-11-03", groups: [[["111122223333", "Amazon S3"], metrics("5")]] }]);
  };
}
