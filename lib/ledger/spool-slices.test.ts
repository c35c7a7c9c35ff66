import { stat } from "node:fs/promises";
import { expect, it } from "vitest";
import type { SourceSlice } from "../sources/source";
import { spoolSlices } from "./spool-slices";

it("tells of a file that cannot be written, also while the provider is waited for", async () => {
  async function* slices(): AsyncGenerator<SourceSlice> {
    // Each is answered after what was asked of the system before it.
    for (let asked = 0; asked < 20; asked++) await stat("/");
    yield* [];
  }
  await expect(spoolSlices("/no/such/folder", slices())).rejects.toThrow("ENOENT");
});
