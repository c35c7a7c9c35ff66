import { mkdir, mkdtemp, realpath, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Memory, Reading } from "../sources/source";
import { watchedFolder } from "../sources/watched-folder/source";
import { cost, deliveryContract, type ExportPlace, hoursAgo, NOW, part } from "./delivery-contract";

let root: string;
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "outlay-watched-")));
  process.env.OUTLAY_WATCH_DIRS = root;
});
afterAll(async () => {
  delete process.env.OUTLAY_WATCH_DIRS;
  await rm(root, { recursive: true, force: true });
});

async function put(path: string, content: string | Buffer, at: Date): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  await utimes(path, at, at);
}

// A month is a sub-folder, so that its parts belong together.
deliveryContract("A watched folder", async (): Promise<ExportPlace> => {
  const folder = join(root, "contract");
  await mkdir(folder);
  return {
    connector: "watched-folder",
    settings: { folder },
    endpoint: null,
    deliver: async (month, parts, at) => {
      await rm(join(folder, month), { recursive: true, force: true });
      for (const { name, content } of parts) await put(join(folder, month, name), content, at);
    },
    lose: null,
    opened: null,
    stop: async () => {},
  };
});

describe("a watched folder", () => {
  let folder: string;
  beforeEach(async () => {
    folder = join(root, crypto.randomUUID());
    await mkdir(folder);
  });

  const reading = (memory: Memory = {}, more: Partial<Reading["folders"]> = {}): Reading => ({
    now: NOW,
    purpose: "sync",
    memory,
    externalId: "x",
    fallbackAccountId: "x",
    endpoint: null,
    folders: { watchable: [root], own: join(root, "data"), ...more },
    spend: async () => {},
    progress: () => {},
    signal: new AbortController().signal,
  });
  const look = async (memory: Memory = {}, settings: object = {}) =>
    await watchedFolder.survey(watchedFolder.settings.parse({ folder, ...settings }), reading(memory));
  const bill = part("x", "2026-10", [cost("1")]).content;

  it("takes files that fit and are complete, and nothing else", async () => {
    await put(join(folder, "bill.CSV.gz"), bill, hoursAgo(1));
    for (const name of ["notes.txt", ".hidden.csv", "half.csv.part", "half.csv.tmp", "~lock.csv"]) {
      await put(join(folder, name), bill, hoursAgo(1));
    }
    await put(join(folder, "2026-10", "a.csv"), bill, hoursAgo(1));
    await put(join(folder, "2026-10", "deeper", "b.parquet"), bill, hoursAgo(1));
    const { deliveries } = await look();
    expect(deliveries.map(({ key, files }) => [key, files.length]).toSorted()).toEqual([
      ["2026-10/", 2],
      ["bill.CSV.gz", 1],
    ]);
    expect((await look({}, { pattern: "b*.gz" })).deliveries.map(({ key }) => key)).toEqual(["bill.CSV.gz"]);
  });

  it("waits for a file until it is the same in two looks, or nobody has touched it for a minute", async () => {
    const path = join(folder, "bill.csv");
    await put(path, "one", new Date(NOW.getTime() - 5_000));
    const first = await look();
    expect(first).toMatchObject({ deliveries: [], waits: true });
    expect(first.notes).toEqual(["bill.csv is being written at the moment; it is read when it is complete."]);
    await put(path, "one and two", new Date(NOW.getTime() - 1_000));
    const second = await look(first.memory);
    expect(second.deliveries).toEqual([]);
    expect((await look(second.memory)).deliveries).toHaveLength(1);
    await put(path, "one and two", hoursAgo(1));
    expect((await look()).deliveries).toHaveLength(1);
  });

  it("does not hand over a file that changes while it is copied", async () => {
    const path = join(folder, "bill.csv");
    await put(path, "one", hoursAgo(1));
    const [delivery] = (await look()).deliveries;
    await delivery?.files[0]?.bring(join(root, "copy"), () => {});
    await delivery?.confirm();
    await put(path, "another", hoursAgo(1));
    await expect(delivery?.files[0]?.bring(join(root, "copy"), () => {})).rejects.toThrow(/being written/);
    await expect(delivery?.confirm()).rejects.toThrow(/being written/);
  });

  it("says that a file is gone, and keeps what it brought", async () => {
    const { deliveries, notes } = await look({ deliveries: { "old.csv": { fingerprint: "x", final: false } } });
    expect(deliveries).toEqual([]);
    expect(notes).toEqual(["old.csv is no longer in the folder; what it brought stays in the ledger."]);
  });

  it("follows no link that leads elsewhere", async () => {
    await put(join(root, "outside.csv"), bill, hoursAgo(1));
    await put(join(folder, "inside.csv"), bill, hoursAgo(1));
    await symlink(join(root, "outside.csv"), join(folder, "out.csv"));
    await symlink(join(folder, "inside.csv"), join(folder, "in.csv"));
    await symlink(root, join(folder, "everything"));
    const { deliveries } = await look();
    expect(deliveries.map(({ key }) => key).toSorted()).toEqual(["in.csv", "inside.csv"]);
  });

  it.each([
    ["outside what is allowed", () => "/srv", /may not be watched/],
    ["beside what is allowed, with its name at the beginning", () => `${root}-else`, /may not be watched/],
    ["outside by dots", () => `${folder}/../../..`, /may not be watched/],
    ["of the system", () => "/etc", /may not be watched/],
    ["that is not there", () => join(root, "nowhere"), /There is no folder/],
    ["that holds Outlay's data", () => root, /keeps its own data/],
    ["of Outlay's data", () => join(root, "data", "imports"), /keeps its own data/],
  ])("refuses a folder %s", async (_what, entered, sentence) => {
    const outcome = await watchedFolder.check(
      watchedFolder.settings.parse({ folder: entered() }),
      reading({}, { watchable: [root, "/etc"] }),
    );
    expect(outcome).toMatchObject({ ok: false, message: expect.stringMatching(sentence) as string });
  });

  it("refuses a link to a folder elsewhere, and everything while nothing is allowed", async () => {
    const link = join(root, `link-${crypto.randomUUID()}`);
    await symlink("/etc", link);
    const settings = watchedFolder.settings.parse({ folder: link });
    expect((await watchedFolder.check(settings, reading())).message).toMatch(/may not be watched/);
    expect((await watchedFolder.check(settings, reading({}, { watchable: [] }))).advice).toMatch(/OUTLAY_WATCH_DIRS/);
  });
});
