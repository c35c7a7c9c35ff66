import { defineConfig } from "prisma/config";

/**
 * For `prisma generate`, and for `prisma migrate deploy` by those who apply migrations themselves (`npm start` does it
 * too). `external` are the tables of the ledger, which the migrations write in plain SQL.
 */
export default defineConfig({
  schema: "prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: inOwnSchema(process.env.DATABASE_URL) },
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
      "outlay.dim_extra",
      "outlay.charge",
      "outlay.charge_aside",
      "outlay.rollup_day",
      "outlay.rollup_month",
      "outlay.rollup_service_month",
      "outlay.rollup_account",
      "outlay.rollup_service",
      "outlay.rollup_region",
      "outlay.rollup_commitment",
      "outlay.rollup_tag",
      "outlay.tracked_tag",
    ],
  },
});

function inOwnSchema(address: string | undefined): string {
  const url = new URL(address ?? "postgresql://localhost/outlay");
  url.searchParams.set("schema", "outlay");
  return url.href;
}
