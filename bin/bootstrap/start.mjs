import { prepare } from "./prepare.mjs";
import { printRefusal } from "./refusal.mjs";
import { loadTypeScript } from "./typescript.mjs";

/**
 * `npm start` and `npm run dev` from a bare clone on.
 * @param {string[]} args
 */
export async function start(args) {
  try {
    await prepare({ withDev: false });
    const { serve } = await loadTypeScript("bin/serve/serve.ts");
    await serve({ dev: args.includes("--dev") });
  } catch (error) {
    printRefusal(error);
    process.exit(1);
  }
}
