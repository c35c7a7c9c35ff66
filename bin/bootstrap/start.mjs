import { prepare } from "./prepare.mjs";
import { printRefusal } from "./refusal.mjs";
import { loadProgram, loadTypeScript } from "./typescript.mjs";

/**
 * `npm start` and `npm run dev` from a bare clone on.
 * @param {string[]} args
 */
export async function start(args) {
  try {
    await prepare({ withDev: false });
    const dev = args.includes("--dev");
    const { serve } = await (dev ? loadTypeScript("bin/serve/serve.ts") : loadProgram("bin/serve/serve"));
    await serve({ dev });
  } catch (error) {
    printRefusal(error);
    process.exit(1);
  }
}
