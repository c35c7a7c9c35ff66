import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/client";
import { closePool, databaseUrl, SCHEMA } from "./pool";

const held = globalThis as { outlayDb?: PrismaClient };

function prisma(): PrismaClient {
  held.outlayDb ??= new PrismaClient({
    adapter: new PrismaPg({ connectionString: databaseUrl(), max: 5 }, { schema: SCHEMA }),
  });
  return held.outlayDb;
}

/** Application models; connects on first use, so that importing a module needs no database. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get: (_target, name) => Reflect.get(prisma(), name),
});

/** Ends every connection of this process, so that a command can exit. */
export async function closeDatabase(): Promise<void> {
  await Promise.all([held.outlayDb?.$disconnect(), closePool()]);
  delete held.outlayDb;
}
