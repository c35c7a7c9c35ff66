import type { Scope } from "../../lib/auth/scope";
import { DomainError } from "../../lib/errors";
import type { RunReport } from "../../lib/ledger/runs";
import { sourceList } from "../../lib/ledger/source-list";
import { sourceCalled } from "../../lib/ledger/source-one";
import { syncNow } from "../../lib/ledger/sync-now";
import type { Command, Session } from "../command/command";
import { keepCopies } from "../command/keep-copies";
import { runLines } from "../command/run-lines";
import { commandScope } from "../command/workspace";

type Target = { id: string; name: string };
type Synced = { source: Target } & ({ run: RunReport } | { error: { code: string; message: string } });

export const command: Command = {
  usage: "[--source NAME]",
  help: [
    "Reads what is new from one source, or from every active one in turn, and waits until it is in the ledger.",
    "What fails leaves the data of before whole; the exit code is 1 if any sync failed.",
    "",
    "  --source NAME   only this source",
  ],
  options: { source: { type: "string" } },
  run: async (input, session) => {
    const scope = await commandScope(input);
    const synced: Synced[] = [];
    for (const target of await targets(scope, input.text("source"), session.now)) {
      synced.push(await sync(scope, target, session));
    }
    await keepCopies(session.report);
    const failed = synced.some((each) => "error" in each || each.run.state === "partial");
    const lines = synced.flatMap(linesOf);
    const none = "There is no source to sync: connect one with outlay source add.";
    return { lines: lines.length > 0 ? lines : [none], json: { syncs: synced }, exitCode: failed ? 1 : 0 };
  },
};

async function targets(scope: Scope, name: string | undefined, now: Date): Promise<Target[]> {
  if (name !== undefined) return [await sourceCalled(scope, name)].map(({ id, name: found }) => ({ id, name: found }));
  const sources = await sourceList(scope, now);
  return sources
    .filter(({ state, connected }) => state === "active" && connected)
    .map(({ id, name: found }) => ({ id, name: found }));
}

async function sync(scope: Scope, source: Target, { now, report }: Session): Promise<Synced> {
  try {
    return { source, run: await syncNow(scope, source.id, report, { now }) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { source, error: { code: error.code, message: error.message } };
  }
}

function linesOf(synced: Synced): string[] {
  return "run" in synced ? runLines(synced.run) : [`${synced.source.name}: ${synced.error.message}`];
}
