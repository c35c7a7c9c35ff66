import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { realWorkspace, systemScope } from "../../lib/auth/workspaces";
import { withServer } from "../bench-database";
import { drillGround, type KillCount, killOnce } from "./killed-imports";
import { ledgerState } from "./ledger-state";
import { seeded } from "./random";

describe.skipIf(!existsSync("/proc/self/task"))("a drill", () => {
  it("kills Postgres during an import: the old or the new bill is left, and the next import completes", async () => {
    await withServer("a drill", async (dataDir) => {
      const ground = await drillGround(await systemScope((await realWorkspace()).id), dataDir);
      const count: KillCount = { points: 0, old: 0, fresh: 0, problems: [] };
      await killOnce(ground, "Postgres", seeded(7), count);
      expect(count).toMatchObject({ points: 1, problems: [] });
      expect(count.old + count.fresh).toBe(1);
      expect(await ledgerState(ground.sourceId)).toMatchObject({ problem: null });
    });
  });
});
