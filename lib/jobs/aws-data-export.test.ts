import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningBucket, startBucket } from "../demo/object-store/bucket-server";
import { awsDataExport } from "../sources/aws-data-export/source";
import type { Reading } from "../sources/source";
import { cost, deliveryContract, type ExportPlace, hoursAgo, NOW, type Part, part } from "./delivery-contract";

const EXPORT = "billing/focus";
const keys = { auth: "keys", accessKeyId: "AKIATEST", secretAccessKey: "not-a-secret" };
const settings = { ...keys, bucket: "acme-exports", prefix: "billing", region: "eu-central-1" };

async function bucketOf(pageSize?: number): Promise<RunningBucket> {
  const { bucket, region } = settings;
  return await startBucket({ bucket, region, accessKeyId: keys.accessKeyId, ...(pageSize ? { pageSize } : {}) });
}

type Layout = { execution?: string; partition?: string };

/** Data first and the manifest last, as AWS does. */
function deliver(bucket: RunningBucket, month: string, parts: Part[], at: Date, layout: Layout = {}): void {
  const { execution, partition = "BILLING_PERIOD" } = layout;
  const place = `${partition}=${month}/${execution ? `${execution}/` : ""}`;
  const files = parts.map(({ name }) => `${EXPORT}/data/${place}${name}`);
  for (const [index, { content }] of parts.entries()) bucket.put(files[index] ?? "", content, at);
  const manifest = { executionId: execution ?? "1", dataFiles: files.map((key) => `s3://${settings.bucket}/${key}`) };
  bucket.put(`${EXPORT}/metadata/${place}focus-Manifest.json`, JSON.stringify(manifest), at);
}

deliveryContract(
  "An export in S3 that overwrites",
  async (): Promise<ExportPlace> => {
    const bucket = await bucketOf(3);
    let seen = 0;
    return {
      connector: "aws-data-export",
      settings,
      endpoint: bucket.url,
      deliver: async (month, parts, at) => deliver(bucket, month, parts, at),
      lose: async (month, name) => bucket.remove(`${EXPORT}/data/BILLING_PERIOD=${month}/${name}`),
      opened: () => {
        const all = bucket.log().filter(({ operation }) => operation === "GetObject").length;
        const since = all - seen;
        seen = all;
        return since;
      },
      stop: bucket.stop,
    };
  },
  true,
);

describe("an export in S3", () => {
  let bucket: RunningBucket;
  beforeEach(async () => {
    await bucket?.stop();
    bucket = await bucketOf(2);
  });
  afterAll(async () => {
    delete process.env.AWS_ENDPOINT_URL_S3;
    await bucket.stop();
  });

  const reading = (): Reading => ({
    now: NOW,
    purpose: "sync",
    memory: {},
    externalId: "the-external-id",
    fallbackAccountId: "aws-x",
    endpoint: null,
    folders: { watchable: [], own: "/" },
    spend: async () => {
      throw new Error("Reading an export costs nothing.");
    },
    progress: () => {},
    signal: new AbortController().signal,
  });
  const survey = async (more: Record<string, string> = {}) => {
    process.env.AWS_ENDPOINT_URL_S3 = bucket.url;
    return await awsDataExport.survey(awsDataExport.settings.parse({ ...settings, ...more }), reading());
  };
  const check = async (more: Record<string, string> = {}) => {
    process.env.AWS_ENDPOINT_URL_S3 = bucket.url;
    return await awsDataExport.check(awsDataExport.settings.parse({ ...settings, ...more }), reading());
  };
  const october = [part("focus-00001.csv.gz", "2026-10", [cost("1")])];

  it("counts the newest execution alone where each makes a folder of its own", async () => {
    deliver(bucket, "2026-10", october, hoursAgo(9), { execution: "20261101T000000Z-aaaa" });
    deliver(bucket, "2026-10", october, hoursAgo(3), { execution: "20261102T000000Z-bbbb" });
    deliver(bucket, "2026-10", october, hoursAgo(3), { execution: "20261102T000000Z-cccc" });
    const { deliveries } = await survey();
    expect(deliveries.map(({ key, title, files }) => [key, title, files.length])).toEqual([
      ["billing/focus/2026-10", "October 2026", 1],
    ]);
    bucket.put(`${EXPORT}/data/BILLING_PERIOD=2026-10/20261103T000000Z-dddd/focus-00001.csv.gz`, "half", hoursAgo(0.1));
    expect((await survey()).deliveries[0]?.fingerprint).toBe(deliveries[0]?.fingerprint);
  });

  it("waits while files are newer than their manifest, but not for ever", async () => {
    deliver(bucket, "2026-10", october, hoursAgo(9), { partition: "billing_period" });
    const file = `${EXPORT}/data/billing_period=2026-10/focus-00001.csv.gz`;
    bucket.put(file, "new", hoursAgo(0.5));
    const during = await survey();
    expect(during).toMatchObject({ deliveries: [], waits: true });
    expect(during.notes).toEqual(["October 2026 is being written at the moment; it is read when it is complete."]);
    bucket.put(file, "new", hoursAgo(4));
    const [delivery] = (await survey()).deliveries;
    await delivery?.confirm();
    deliver(bucket, "2026-10", october, hoursAgo(0.1), { partition: "billing_period" });
    await expect(delivery?.confirm()).rejects.toThrow("The export was written again while it was being read.");
  });

  it("tells two exports under one prefix apart", async () => {
    deliver(bucket, "2026-10", october, hoursAgo(9));
    bucket.put("billing/other/metadata/BILLING_PERIOD=2026-10/other-Manifest.json", '{"dataFiles":["x"]}', hoursAgo(9));
    expect((await survey()).deliveries.map(({ title }) => title)).toEqual([
      "focus, October 2026",
      "other, October 2026",
    ]);
  });

  it("waits out throttling and errors of S3", async () => {
    deliver(bucket, "2026-10", october, hoursAgo(9));
    bucket.inject({ on: "ListObjectsV2", times: 2, kind: "refused", error: "SlowDown" });
    bucket.inject({ on: "GetObject", times: 1, kind: "refused", error: "InternalError" });
    expect(await check()).toEqual({ ok: true, message: "The export answers: 1 month can be read." });
  });

  it.each([
    ["ListObjectsV2", "AccessDenied", /permission s3:ListBucket is missing/],
    ["GetObject", "AccessDenied", /permission s3:GetObject is missing/],
    ["GetObject", "KMS.DisabledException", /KMS key that is disabled/],
    ["GetObject", "PreconditionFailed", /written again while it was being read/],
  ] as const)("%s refused with %s is told in a sentence", async (on, error, sentence) => {
    deliver(bucket, "2026-10", october, hoursAgo(9));
    bucket.inject({ on, times: 99, kind: "refused", error });
    expect(await check()).toMatchObject({ ok: false, message: expect.stringMatching(sentence) as string });
  });

  it.each([
    ["another region", { region: "us-east-1" }, /is not in us-east-1/],
    ["another bucket", { bucket: "acme-export" }, /no bucket called acme-export/],
    ["an unknown key", { accessKeyId: "AKIAOTHER" }, /does not know this access key/],
    ["another prefix", { prefix: "bills" }, /There is nothing under bills/],
  ])("%s is told in a sentence", async (_what, more, sentence) => {
    deliver(bucket, "2026-10", october, hoursAgo(9));
    const outcome = await check(more);
    expect(outcome).toMatchObject({ ok: false, message: expect.stringMatching(sentence) as string });
    expect(outcome.advice).not.toBe("");
  });

  it("goes on where a copy broke off, in the same sync and in the next", async () => {
    const rows = Array.from({ length: 2_000 }, (_, index) => cost(`${index}.${index * 7919}`));
    const whole = part("focus-00001.csv.gz", "2026-10", rows);
    deliver(bucket, "2026-10", [whole], hoursAgo(9));
    const [file] = (await survey()).deliveries.flatMap(({ files }) => files);
    const path = join(await mkdtemp(join(tmpdir(), "outlay-brought-")), "copy");
    bucket.inject({ on: "GetObject", key: "/data/", times: 2, kind: "dropped", afterBytes: 1_000 });
    await file?.bring(path, () => {});
    expect(await readFile(path)).toEqual(whole.content);
    const ranges = () => bucket.log().flatMap(({ key, range }) => (key.includes("/data/") ? [range] : []));
    expect(ranges()).toEqual([null, "bytes=1000-", "bytes=2000-"]);

    await rm(path);
    bucket.inject({ on: "GetObject", key: "/data/", times: 1, kind: "dropped", afterBytes: 3_000 });
    bucket.inject({ on: "GetObject", key: "/data/", times: 4, kind: "dropped", afterBytes: 0 });
    await expect(file?.bring(path, () => {})).rejects.toThrow(/connection broke several times/);
    await file?.bring(path, () => {});
    expect(await readFile(path)).toEqual(whole.content);
    expect(ranges().at(-1)).toBe("bytes=3000-");
  });

  it("gives up a copy whose object was written again meanwhile", async () => {
    deliver(bucket, "2026-10", october, hoursAgo(9));
    const [file] = (await survey()).deliveries.flatMap(({ files }) => files);
    deliver(bucket, "2026-10", [part("focus-00001.csv.gz", "2026-10", [cost("2")])], hoursAgo(1));
    const path = join(await mkdtemp(join(tmpdir(), "outlay-brought-")), "copy");
    await expect(file?.bring(path, () => {})).rejects.toThrow(/written again while it was being read/);
  });

  it("knows a first delivery that is not complete from a place without any", async () => {
    bucket.put(`${EXPORT}/data/BILLING_PERIOD=2026-11/focus-00001.csv.gz`, "x", hoursAgo(1));
    expect((await check()).message).toMatch(/no manifest yet/);
    bucket.remove(`${EXPORT}/data/BILLING_PERIOD=2026-11/focus-00001.csv.gz`);
    bucket.put("billing/readme.txt", "x", hoursAgo(1));
    expect((await check()).message).toMatch(/1 objects and no manifest/);
  });
});
