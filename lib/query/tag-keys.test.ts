import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { madeWorkspace, plainCharge } from "./made-ledger";
import { tagKeys } from "./tag-keys";

beforeAll(scratchDatabase);
afterAll(closeDatabase);

it("lists the keys of one workspace, the most used first", async () => {
  const tagged = (tags: Record<string, string> | null) => ({ ...plainCharge, tags });
  const scope = await madeWorkspace("tagged", [
    tagged({ team: "payments", env: "prod" }),
    tagged({ team: "search" }),
    tagged(null),
  ]);
  await madeWorkspace("other", [tagged({ secret: "x" })]);
  expect(await tagKeys(scope)).toEqual(["team", "env"]);
});
