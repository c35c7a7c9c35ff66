import { prepare } from "./prepare.mjs";
import { printRefusal } from "./refusal.mjs";
import { loadProgram } from "./typescript.mjs";

/**
 * Any outlay command, in a clone that may not be installed yet.
 * @param {string[]} args
 */
export async function outlay(args) {
  try {
    await prepare();
    const { run } = await loadProgram("bin/outlay");
    process.exitCode = await run(args);
  } catch (error) {
    printRefusal(error);
  }
}
