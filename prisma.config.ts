import { defineConfig } from "prisma/config";

/** Tables of the ledger that migrations write in plain SQL and Prisma must leave alone. */
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  experimental: { externalTables: true },
  tables: {
    external: [
      "outlay.dim_account",
      "outlay.dim_service",
      "outlay.dim_region",
      "outlay.dim_resource",
      "outlay.dim_sku",
      "outlay.dim_tag_set",
      "outlay.dim_commitment",
      "outlay.dim_charge_kind",
      "outlay.charge",
      "outlay.rollup_day",
      "outlay.rollup_month",
    ],
  },
});
