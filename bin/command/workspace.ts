import type { Scope } from "../../lib/auth/scope";
import { demoWorkspace, realWorkspace, systemScope } from "../../lib/auth/workspaces";
import { DomainError } from "../../lib/errors";
import type { Input } from "./command";

/** Commands speak to the real workspace unless the demo company is asked for. Who may run them administers it. */
export async function commandScope(input: Input): Promise<Scope> {
  const name = input.text("workspace");
  const scope = await systemScope(await workspaceId(name));
  return { ...scope, actor: "outlay command" };
}

async function workspaceId(name: string | undefined): Promise<string> {
  const real = await realWorkspace();
  if (name === undefined || name === real.slug) return real.id;
  if (name !== "demo")
    throw new DomainError("not_found", `There is no workspace called ${name}: it is ${real.slug} or demo.`);
  const demo = await demoWorkspace();
  if (demo) return demo.id;
  throw new DomainError("not_found", "The demo company is not loaded: run outlay demo load.");
}
