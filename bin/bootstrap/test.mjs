import { prepare, preparePrograms } from "./prepare.mjs";
import { printRefusal } from "./refusal.mjs";
import { loadTypeScript } from "./typescript.mjs";

/** Everything that can be proven: checks, unit and SQL tests, the build and the browser journeys. */
export async function test() {
  try {
    await prepare({ withDev: true });
    await preparePrograms();
    const { runTests } = await loadTypeScript("bin/test/run-tests.ts");
    process.exit(await runTests());
  } catch (error) {
    printRefusal(error);
    process.exit(1);
  }
}
