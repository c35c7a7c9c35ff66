// `npm run drills`: what is left of the ledger when things are killed.
import { refuseOldNode } from "./bootstrap/node-version.mjs";
import { prepare, preparePrograms } from "./bootstrap/prepare.mjs";
import { printRefusal } from "./bootstrap/refusal.mjs";
import { loadTypeScript } from "./bootstrap/typescript.mjs";

if (refuseOldNode()) {
  try {
    await prepare({ withDev: true });
    await preparePrograms();
    const { drills } = await loadTypeScript("bench/drills.ts");
    process.exit(await drills(process.argv.slice(2)));
  } catch (error) {
    printRefusal(error);
    process.exit(1);
  }
}
