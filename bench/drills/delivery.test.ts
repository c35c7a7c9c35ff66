import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { realWorkspace, systemScope } from "../../lib/auth/workspaces";
import { closeDatabase } from "../../lib/db/client";
import { scratchDatabase } from "../../lib/db/scratch";
import { killedDeliveries } from "./killed-deliveries";
import { killedEvaluations } from "./killed-evaluations";
import { manyTicks } from "./many-ticks";

const MINUTES = 60_000;

beforeEach(async () => {
  await closeDatabase();
  await scratchDatabase();
});
afterAll(closeDatabase);

const scope = async () => await systemScope((await realWorkspace()).id);

describe("a drill of the delivery", () => {
  it("kills the worker at steps of a mail: each message is sent, with one Message-ID", {
    timeout: 5 * MINUTES,
  }, async () => {
    expect(await killedDeliveries(await scope(), ["taken", "answered"])).toEqual([]);
  });

  it("kills the worker within an evaluation: one alert and one mail to each reader all the same", {
    timeout: 5 * MINUTES,
  }, async () => {
    expect(await killedEvaluations(await scope(), ["insert outbox", "update alert"])).toEqual([]);
  });

  it("has two workers tick, one with a wrong clock: no mail comes twice", { timeout: 5 * MINUTES }, async () => {
    const { problems, mails } = await manyTicks(await scope(), 60);
    expect(problems).toEqual([]);
    expect(mails).toBeGreaterThan(40);
  });
});
