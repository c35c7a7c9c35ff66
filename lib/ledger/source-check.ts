import { requireRole, requireWholeBill, type Scope } from "../auth/scope";
import { db } from "../db/client";
import { DomainError } from "../errors";
import type { CheckOutcome } from "../sources/source";
import { sourceInScope } from "./source-one";
import { openedSource } from "./source-settings";
import { readingFor } from "./sync-reading";

export type LastCheck = CheckOutcome & { at: string };

const TIMEOUT_MILLISECONDS = 60_000;

/** Asks the provider one cheap question and keeps what it said, so that the page can show it. */
export async function checkSource(
  scope: Scope,
  sourceId: string,
  { now, endpoint = null }: { now: Date; endpoint?: string | null },
): Promise<LastCheck> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "Sources are of");
  const source = await sourceInScope(scope, sourceId);
  if (scope.workspaceKind === "demo" && !endpoint) {
    throw new DomainError(
      "conflict",
      "The demo company's cloud only runs while it is loaded, so it cannot be checked.",
    );
  }
  const opened = openedSource(source);
  const outcome = await checkOutcome(() => {
    const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
    const world = { now, endpoint, signal, progress: () => {}, purpose: "check" as const, runId: null };
    return opened.connector.check(opened.settings, readingFor(source, opened, world));
  });
  const { ok, message, advice } = outcome;
  const lastCheck: LastCheck = {
    ok,
    at: now.toISOString(),
    message: opened.redacted(message),
    ...(advice === undefined ? {} : { advice: opened.redacted(advice) }),
  };
  await db.source.update({ where: { id: source.id }, data: { lastCheck } });
  return lastCheck;
}

async function checkOutcome(check: () => Promise<CheckOutcome>): Promise<CheckOutcome> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof DomainError) return { ok: false, message: error.message };
    if (error instanceof Error && ["AbortError", "TimeoutError"].includes(error.name)) {
      return {
        ok: false,
        message: "The provider did not answer within a minute.",
        advice: "Check the network and try again.",
      };
    }
    throw error;
  }
}
