import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { DomainError } from "../errors";
import { connectTo } from "./connect";
import { migrate } from "./migrate";
import { emptyDatabase } from "./scratch";

async function refusalOf(url: string, act: (url: string) => Promise<unknown> = connectTo): Promise<string> {
  const error = await act(url).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw new Error(`no refusal but ${error}`);
  return error.message;
}

function changed(url: string, change: (url: URL) => void): string {
  const copy = new URL(url);
  change(copy);
  return copy.href;
}

async function run(url: string, text: string): Promise<void> {
  const client = await connectTo(url);
  await client.query(text);
  await client.end();
}

describe("connectTo", () => {
  it("says in one sentence what is wrong with an address, and never the password", async () => {
    expect(await refusalOf("postgresql://ann:secret@nobody.invalid/x")).toBe(
      "The host nobody.invalid of DATABASE_URL cannot be found.",
    );
    expect(await refusalOf("postgresql://ann:secret@127.0.0.1:1/x")).toBe(
      "No Postgres listens at 127.0.0.1:1: start it, or correct DATABASE_URL.",
    );
  });

  it("says that the database or the user does not exist", async () => {
    const url = await emptyDatabase();
    const server = new URL(url).host;
    const elsewhere = changed(url, (copy) => {
      copy.pathname = "/nowhere";
    });
    expect(await refusalOf(elsewhere)).toBe(
      `There is no database nowhere at ${server}: create it, or correct DATABASE_URL.`,
    );
    const stranger = changed(url, (copy) => {
      copy.username = "stranger";
      copy.password = "guess";
    });
    expect(await refusalOf(stranger)).toMatch(/refuses the password of stranger|has no user stranger/);
  });

  it("notices a server that is none of Postgres", async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
    const address = await new Promise<string>((resolve) => {
      server.once("listening", () => {
        const at = server.address();
        resolve(`127.0.0.1:${at && typeof at === "object" ? at.port : 0}`);
      });
    });
    expect(await refusalOf(`postgresql://ann@${address}/x`)).toBe(
      `${address} of DATABASE_URL hung up: is it a Postgres server?`,
    );
    server.close();
  });

  it("says which right is missing to create the schema", async () => {
    const url = await emptyDatabase();
    const name = `limited_${new URL(url).pathname.slice(-8)}`;
    await run(url, `create role ${name} login password 'a password'`);
    const limited = changed(url, (copy) => {
      copy.username = name;
      copy.password = "a password";
    });
    expect(await refusalOf(limited, migrate)).toContain(`run GRANT CREATE ON DATABASE`);
    await run(url, `drop role ${name}`);
  });

  it("says that a read-only server will not do", async () => {
    const url = await emptyDatabase();
    await run(url, `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`);
    expect(await refusalOf(url, migrate)).toContain("must name the primary server");
  });
});
