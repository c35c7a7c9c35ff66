// `npm run check`: the static checks alone, all of them as errors.
import { runChecks } from "./bootstrap/checks.mjs";
import { refuseOldNode } from "./bootstrap/node-version.mjs";
import { prepare } from "./bootstrap/prepare.mjs";
import { printRefusal } from "./bootstrap/refusal.mjs";

if (refuseOldNode()) {
  try {
    await prepare({ withDev: true });
    const results = await runChecks();
    process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
  } catch (error) {
    printRefusal(error);
  }
}
