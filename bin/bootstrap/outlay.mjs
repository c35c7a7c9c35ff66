import { prepare } from "./prepare.mjs";
import { printRefusal } from "./refusal.mjs";
import { loadTypeScript } from "./typescript.mjs";

/**
 * Any outlay command, in a clone that may not be installed yet.
 * @param {string[]} args
 */
export async function outlay(args) {
  try {
    await prepare();
    const { run } = await loadTypeScript("bin/outlay.ts");
    process.exitCode = await run(args);
  } catch (error) {
    printRefusal(error);
  }
}
