import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";

/**
 * Prisma's migration engine as WebAssembly, for tests and for writing migrations: nothing is downloaded.
 * Its glue code is one global for all instances, so there is one instance a process.
 */
export async function schemaEngine(url: string, schema: string, models: [path: string, text: string][]) {
  const { SchemaEngine } = await glueCode();
  const adapter = new PrismaPg({ connectionString: url, options: `-c search_path=${schema}`, max: 2 }, { schema });
  return await SchemaEngine.new({ datamodels: models }, () => {}, bindMigrationAwareSqlAdapterFactory(adapter));
}

let loading: ReturnType<typeof load> | undefined;

function glueCode() {
  loading ??= load();
  return loading;
}

async function load() {
  const require = createRequire(import.meta.url);
  const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const entry = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const program = await readFile(entry.replace(/\.js$/, ".wasm"));
  const { instance } = await WebAssembly.instantiate(program, { "./schema_engine_bg.js": glue as never });
  const { __wbg_set_wasm: attach } = glue as unknown as { __wbg_set_wasm: (exports: WebAssembly.Exports) => void };
  attach(instance.exports);
  (instance.exports as { __wbindgen_start: () => void }).__wbindgen_start();
  return glue;
}
