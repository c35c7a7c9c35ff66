// `npm run fuzz`: mutated files against the import, 200,000 unless told otherwise.
import { refuseOldNode } from "./bootstrap/node-version.mjs";
import { prepare, preparePrograms } from "./bootstrap/prepare.mjs";
import { printRefusal } from "./bootstrap/refusal.mjs";
import { loadTypeScript } from "./bootstrap/typescript.mjs";

if (refuseOldNode()) {
  try {
    await prepare({ withDev: true });
    await preparePrograms();
    const { fuzz } = await loadTypeScript("bin/fuzz/fuzz.ts");
    process.exit(await fuzz(process.argv.slice(2)));
  } catch (error) {
    printRefusal(error);
    process.exit(1);
  }
}
