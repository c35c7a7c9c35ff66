import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { attachEmbedded, isRunning, revive } from "./server";
import { readState, writeState } from "./state";

let folder: string;
let leaving: (() => Promise<void>)[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "outlay-embedded-"));
  chmodSync(folder, 0o711);
  leaving = [];
});
afterEach(async () => {
  for (const leave of leaving) await leave();
  rmSync(folder, { recursive: true, force: true });
});

async function attach(what = "a test", durable = false) {
  const attached = await attachEmbedded(folder, { what, durable });
  leaving.push(attached.detach);
  return attached;
}

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const postmasterPid = () => Number.parseInt(readFileSync(join(home(), "data", "postmaster.pid"), "utf8"), 10);
const home = () => readState(folder)?.home ?? "";

describe("attachEmbedded", () => {
  it("starts a server, shares it, and stops it when the last one leaves", async () => {
    const first = await attach("first");
    expect(first.started).toBe(true);
    expect(
      await ask(first.url, "select current_database() as name, current_setting('server_encoding') as encoding"),
    ).toEqual([{ name: "outlay", encoding: "UTF8" }]);
    await ask(first.url, "create table kept as select 1 as one");
    await first.detach();
    expect(isRunning(folder)).toBe(false);

    const again = await attach("again");
    expect(again.url).toBe(first.url);
    expect(await ask(again.url, "select one from kept")).toEqual([{ one: 1 }]);
  });

  it("leaves the server to another process that uses it", async () => {
    const { detach } = await attach();
    const state = readState(folder);
    if (!state) throw new Error("no state");
    const parent = { pid: process.ppid, mark: "", what: "npm start" };
    writeState(folder, { ...state, users: [...state.users, parent] });
    await detach();
    expect(isRunning(folder)).toBe(true);
    expect(readState(folder)?.users).toEqual([parent]);
    writeState(folder, { ...state, users: [] });
  });

  it("adopts a server whose processes were all killed", async () => {
    const { url } = await attach();
    const state = readState(folder);
    if (!state) throw new Error("no state");
    writeState(folder, { ...state, users: [{ pid: 1, mark: "long gone", what: "npm start" }] });
    const next = await attach("next");
    expect(next).toMatchObject({ url, started: false });
    expect(readState(folder)?.users.map(({ what }) => what)).toEqual(["next"]);
  });

  it("recovers a server that was killed, with what was committed", async () => {
    const { url } = await attach("a test", true);
    await ask(url, "create table kept as select 1 as one");
    process.kill(postmasterPid(), "SIGKILL");
    await expect.poll(() => isRunning(folder)).toBe(false);
    await revive(folder, "a test");
    expect(await ask(url, "select one from kept")).toEqual([{ one: 1 }]);
  });

  it("is not kept from starting by a pid file that names another program", async () => {
    const { detach } = await attach();
    await detach();
    const file = join(home(), "data", "postmaster.pid");
    writeFileSync(file, `${process.pid}\n${join(home(), "data")}\n1\n5432\n\n127.0.0.1\n\nready\n`);
    expect((await attach()).started).toBe(true);
  });

  it("wants the password, and keeps it where only its owner can read it", async () => {
    const { url } = await attach();
    const open = new URL(url);
    open.password = "guess";
    await expect(ask(open.href, "select 1")).rejects.toThrow("password authentication failed");
    expect(statSync(join(folder, "postgres.json")).mode & 0o777).toBe(0o600);
  });

  it("does not begin anew over data whose password is gone", async () => {
    const { detach } = await attach();
    await detach();
    rmSync(join(folder, "postgres.json"));
    await expect(attach()).rejects.toThrow("put that file back");
  });
});
