// `npm run bench`: how fast the ledger is beside raw COPY and DuckDB.
import { refuseOldNode } from "./bootstrap/node-version.mjs";
import { prepare, preparePrograms } from "./bootstrap/prepare.mjs";
import { printRefusal } from "./bootstrap/refusal.mjs";
import { loadTypeScript } from "./bootstrap/typescript.mjs";

if (refuseOldNode()) {
  try {
    await prepare({ withDev: true });
    await preparePrograms();
    const { bench } = await loadTypeScript("bench/bench.ts");
    process.exit(await bench(process.argv.slice(2)));
  } catch (error) {
    printRefusal(error);
    process.exit(1);
  }
}
