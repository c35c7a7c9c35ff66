import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { BlobServiceClient, type ContainerClient, StorageSharedKeyCredential } from "@azure/storage-blob";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { azureCostExport } from "../sources/azure-cost-export/source";
import type { Reading } from "../sources/source";
import { cost, deliveryContract, type ExportPlace, NOW, type Part, part } from "./delivery-contract";

const require = createRequire(import.meta.url);

// The account that every Azurite has, with the key that its documentation prints.
const account = "devstoreaccount1";
const accountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

type Azurite = { url: string; process: ChildProcess; containerOf: (name: string) => Promise<ContainerClient> };

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Microsoft's own emulator, in memory, in a process of its own. */
async function startAzurite(): Promise<Azurite> {
  const port = await freePort();
  const main = require.resolve("azurite/dist/src/blob/main.js");
  const flags = ["--blobHost", "127.0.0.1", "--blobPort", String(port), "--inMemoryPersistence", "--silent"];
  const child = spawn(process.execPath, [main, ...flags, "--disableTelemetry", "--skipApiVersionCheck"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  // Read to the end: it would die of a pipe that nobody reads.
  await new Promise<void>((resolve) => {
    child.stdout.on("data", (text) => String(text).includes("successfully listen") && resolve());
  });
  const url = `http://127.0.0.1:${port}/${account}`;
  const service = new BlobServiceClient(url, new StorageSharedKeyCredential(account, accountKey));
  const containerOf = async (name: string) => {
    const container = service.getContainerClient(name);
    await container.createIfNotExists();
    return container;
  };
  return { url, process: child, containerOf };
}

type Layout = { run?: string; type?: string; overwrites?: boolean; from?: string; rows?: number };

/** Writes a run as Cost Management does: parts first, manifest.json last; each new report in folders of its own. */
async function deliver(container: ContainerClient, month: string, parts: Part[], layout: Layout = {}): Promise<void> {
  const { run = crypto.randomUUID(), type = "FocusCost", overwrites = false, from = `${month}-01`, rows } = layout;
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
  const range = `${from.replaceAll("-", "")}-${last.replaceAll("-", "")}`;
  const folder = `billing/focus/${range}/${overwrites ? "" : `202611220000/${run}/`}`;
  const blobs = [];
  for (const { name, content } of parts) {
    await container.getBlockBlobClient(`${folder}${name}`).upload(content, content.length);
    blobs.push({ blobName: `${folder}${name}`, byteCount: content.length });
  }
  const manifest = JSON.stringify({
    manifestVersion: "2024-04-01",
    ...(rows === undefined ? {} : { dataRowCount: rows }),
    exportConfig: { exportName: "focus", resourceId: "/providers/x/exports/focus", dataVersion: "1.0", type },
    deliveryConfig: { dataOverwriteBehavior: overwrites ? "OverwritePreviousReport" : "CreateNewReport" },
    runInfo: {
      runId: run,
      submittedTime: new Date().toISOString(),
      startDate: `${from}T00:00:00`,
      endDate: `${last}T00:00:00`,
    },
    blobs,
  });
  await container.getBlockBlobClient(`${folder}manifest.json`).upload(`\uFEFF${manifest}`, manifest.length + 3);
}

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => void azurite.process.kill());

const settingsOf = (container: string) => ({ account, container, path: "billing", auth: "key", accountKey });

deliveryContract("An export in Blob Storage", async (): Promise<ExportPlace> => {
  const container = await azurite.containerOf("reports");
  return {
    connector: "azure-cost-export",
    settings: settingsOf("reports"),
    endpoint: azurite.url,
    deliver: async (month, parts) => await deliver(container, month, parts),
    lose: async (month, lost) => {
      for await (const { name } of container.listBlobsFlat({ prefix: `billing/focus/${month.replace("-", "")}` })) {
        if (name.endsWith(lost)) await container.deleteBlob(name);
      }
    },
    opened: null,
    stop: async () => {},
  };
});

describe("an export in Blob Storage", () => {
  const reading: Reading = {
    now: NOW,
    purpose: "sync",
    memory: {},
    externalId: "x",
    fallbackAccountId: "x",
    endpoint: null,
    folders: { watchable: [], own: "/" },
    spend: async () => {},
    progress: () => {},
    signal: new AbortController().signal,
  };
  const parsed = (container: string, more: object = {}) =>
    azureCostExport.settings.parse({ ...settingsOf(container), ...more });
  const survey = async (container: string) =>
    await azureCostExport.survey(parsed(container), { ...reading, endpoint: azurite.url });
  const check = async (container: string, more: object = {}) =>
    await azureCostExport.check(parsed(container, more), { ...reading, endpoint: azurite.url });
  const october = [part("part_0_0001.csv.gz", "2026-10", [cost("1")])];

  it("counts the last run of a month alone, and leaves other types out with a note", async () => {
    const container = await azurite.containerOf("runs");
    await deliver(container, "2026-10", october);
    await deliver(container, "2026-10", october);
    const before = (await survey("runs")).deliveries;
    expect(before.map(({ title, files }) => [title, files.length])).toEqual([["October 2026", 1]]);
    await deliver(container, "2026-10", october, { type: "AmortizedCost", from: "2026-10-02" });
    const { deliveries, notes } = await survey("runs");
    expect(deliveries.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
    expect(notes).toEqual(["The export focus is of type AmortizedCost, not FOCUS; it is left out."]);
  });

  it("takes a month again when its files were overwritten, and only then", async () => {
    const container = await azurite.containerOf("overwrites");
    await deliver(container, "2026-10", october, { overwrites: true });
    const first = (await survey("overwrites")).deliveries;
    expect((await survey("overwrites")).deliveries[0]?.fingerprint).toBe(first[0]?.fingerprint);
    await deliver(container, "2026-10", [part("part_0_0001.csv.gz", "2026-10", [cost("2")])], { overwrites: true });
    const second = (await survey("overwrites")).deliveries;
    expect(second.map(({ key }) => key)).toEqual(first.map(({ key }) => key));
    expect(second[0]?.fingerprint).not.toBe(first[0]?.fingerprint);
  });

  it("refuses a part of a month, which would replace the whole", async () => {
    await deliver(await azurite.containerOf("weeks"), "2026-10", october, { from: "2026-10-05" });
    expect((await survey("weeks")).deliveries[0]?.refusal?.message).toMatch(/does not begin with its first day/);
  });

  it.each([
    ["a container that is not there", "nowhere", {}, /no container called nowhere/],
    ["an empty container", "empty", {}, /There is nothing under billing/],
    [
      "another key",
      "empty",
      { accountKey: Buffer.alloc(64).toString("base64") },
      /does not let Outlay read|does not accept/,
    ],
    [
      "a token that has expired",
      "empty",
      { auth: "sas", accountKey: undefined, sas: "sv=2021-08-06&se=2020-01-01T00:00:00Z&sr=c&sp=rl&sig=x" },
      /does not let Outlay read|does not accept/,
    ],
  ])("%s is told in a sentence", async (_what, container, more, sentence) => {
    await azurite.containerOf("empty");
    const outcome = await check(container, more);
    expect(outcome).toMatchObject({ ok: false, message: expect.stringMatching(sentence) as string });
    expect(outcome.advice).not.toBe("");
  });

  it.each([
    ["another account's address", "https://other.blob.core.windows.net/c?sig=x", /not of acme\.blob/],
    ["an address of the inner network", "https://169.254.169.254/c?sig=x", /not of acme\.blob/],
    ["a token without signature", "sv=1", /contains sig=/],
  ])("takes no %s for a SAS", (_what, sas, sentence) => {
    const given = { account: "acme", container: "exports", auth: "sas", sas };
    const parsedSas = azureCostExport.settings.safeParse(given);
    expect(parsedSas.error?.issues.map(({ message }) => message).join()).toMatch(sentence);
  });
});
