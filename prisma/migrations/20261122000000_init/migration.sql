
-- CreateEnum
CREATE TYPE "workspace_kind" AS ENUM ('real', 'demo');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('admin', 'editor', 'viewer');

-- CreateEnum
CREATE TYPE "source_state" AS ENUM ('active', 'paused');

-- CreateEnum
CREATE TYPE "run_kind" AS ENUM ('file', 'sync');

-- CreateEnum
CREATE TYPE "run_state" AS ENUM ('queued', 'running', 'succeeded', 'unchanged', 'failed');

-- CreateEnum
CREATE TYPE "slice_state" AS ENUM ('current', 'replaced', 'removed');

-- CreateEnum
CREATE TYPE "total_origin" AS ENUM ('stored', 'file', 'provider');

-- CreateEnum
CREATE TYPE "cost_metric" AS ENUM ('billed', 'effective', 'list', 'contracted');

-- CreateTable
CREATE TABLE "workspace" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "workspace_kind" NOT NULL,
    "reporting_currency" CHAR(3),
    "data_version" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "demo_removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "secret_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "id" BIGSERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "succeeded" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_token" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "setup_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "prefix" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "status" INTEGER NOT NULL,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateTable
CREATE TABLE "source" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "connector" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "source_state" NOT NULL DEFAULT 'active',
    "settings" JSONB NOT NULL DEFAULT '{}',
    "sealed" BYTEA,
    "external_id" TEXT NOT NULL DEFAULT gen_random_uuid(),
    "memory" JSONB NOT NULL DEFAULT '{}',
    "last_check" JSONB,
    "data_through" DATE,
    "next_sync_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_run" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "kind" "run_kind" NOT NULL,
    "state" "run_state" NOT NULL DEFAULT 'queued',
    "requested_by" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "heartbeat_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "files" JSONB NOT NULL DEFAULT '[]',
    "progress" JSONB,
    "error" JSONB,
    "rejected" JSONB NOT NULL DEFAULT '[]',
    "rejected_count" INTEGER NOT NULL DEFAULT 0,
    "notes" JSONB NOT NULL DEFAULT '[]',
    "focus_version" TEXT,
    "rows" BIGINT NOT NULL DEFAULT 0,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "request_cost" DECIMAL(12,4) NOT NULL DEFAULT 0,

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_slice" (
    "id" SERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "billing_account_id" TEXT NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "state" "slice_state" NOT NULL DEFAULT 'current',
    "content_hash" TEXT NOT NULL,
    "rows" BIGINT NOT NULL,
    "months" DATE[],
    "first_day" DATE,
    "last_day" DATE,
    "final" BOOLEAN NOT NULL DEFAULT false,
    "tags_measured" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "replaced_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_slice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "control_total" (
    "id" BIGSERIAL NOT NULL,
    "slice_id" INTEGER NOT NULL,
    "origin" "total_origin" NOT NULL,
    "day" DATE,
    "metric" "cost_metric" NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount" DECIMAL NOT NULL,
    "estimated" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "control_total_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request_meter" (
    "source_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "purpose" TEXT NOT NULL,
    "requests" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "request_meter_pkey" PRIMARY KEY ("source_id","month","purpose")
);

-- CreateTable
CREATE TABLE "series_color" (
    "workspace_id" UUID NOT NULL,
    "dimension" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "slot" SMALLINT NOT NULL,

    CONSTRAINT "series_color_pkey" PRIMARY KEY ("workspace_id","dimension","value")
);

-- CreateIndex
CREATE UNIQUE INDEX "workspace_slug_key" ON "workspace"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_secret_hash_key" ON "session"("secret_hash");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "sign_in_attempt_email_at_idx" ON "sign_in_attempt"("email", "at");

-- CreateIndex
CREATE INDEX "sign_in_attempt_network_at_idx" ON "sign_in_attempt"("network", "at");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_workspace_id_name_key" ON "api_token"("workspace_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "source_workspace_id_name_key" ON "source"("workspace_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "source_external_id_key" ON "source"("external_id");

-- CreateIndex
CREATE INDEX "import_run_source_id_requested_at_idx" ON "import_run"("source_id", "requested_at");

-- CreateIndex
CREATE INDEX "import_run_state_idx" ON "import_run"("state");

-- CreateIndex
CREATE INDEX "import_slice_source_id_state_idx" ON "import_slice"("source_id", "state");

-- CreateIndex
CREATE INDEX "import_slice_workspace_id_state_idx" ON "import_slice"("workspace_id", "state");

-- CreateIndex
CREATE INDEX "control_total_slice_id_origin_idx" ON "control_total"("slice_id", "origin");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_slice" ADD CONSTRAINT "import_slice_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_slice" ADD CONSTRAINT "import_slice_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_slice" ADD CONSTRAINT "import_slice_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "control_total" ADD CONSTRAINT "control_total_slice_id_fkey" FOREIGN KEY ("slice_id") REFERENCES "import_slice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_meter" ADD CONSTRAINT "request_meter_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series_color" ADD CONSTRAINT "series_color_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- One current slice for each (source, billing account, billing period).
CREATE UNIQUE INDEX "import_slice_current" ON "import_slice" ("source_id", "billing_account_id", "period_start", "period_end") WHERE "state" = 'current';

-- One sync of a source at a time, whoever asks for it.
CREATE UNIQUE INDEX "import_run_active_sync" ON "import_run" ("source_id") WHERE "kind" = 'sync' AND "state" IN ('queued', 'running');

-- The ledger. Dimension rows are whole tuples and never change; "key" is the first 128 bits of the
-- SHA-256 of the tuple, so that the import finds known tuples without comparing text.

CREATE TABLE dim_account (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  key uuid NOT NULL,
  currency char(3) NOT NULL,
  provider_name text,
  invoice_issuer_name text,
  billing_account_id text NOT NULL,
  billing_account_name text,
  billing_account_type text,
  sub_account_id text,
  sub_account_name text,
  sub_account_type text,
  UNIQUE (workspace_id, key)
);

CREATE TABLE dim_service (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  key uuid NOT NULL,
  service_name text,
  service_category text,
  service_subcategory text,
  publisher_name text,
  host_provider_name text,
  UNIQUE (workspace_id, key)
);

CREATE TABLE dim_region (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  key uuid NOT NULL,
  region_id text,
  region_name text,
  UNIQUE (workspace_id, key)
);

CREATE TABLE dim_resource (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  key uuid NOT NULL,
  resource_id text,
  resource_name text,
  resource_type text,
  availability_zone text,
  UNIQUE (workspace_id, key)
);

CREATE TABLE dim_sku (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  key uuid NOT NULL,
  sku_id text,
  sku_price_id text,
  sku_meter text,
  sku_price_details text,
  charge_description text,
  pricing_category text,
  pricing_unit text,
  consumed_unit text,
  list_unit_price numeric,
  contracted_unit_price numeric,
  -- Every other FOCUS column that describes rather than measures, by its FOCUS name.
  detail jsonb,
  UNIQUE (workspace_id, key)
);

-- tags null and measured: untagged as the provider wrote it; not measured: the source cannot know.
CREATE TABLE dim_tag_set (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  key uuid NOT NULL,
  measured boolean NOT NULL,
  tags jsonb,
  raw text,
  UNIQUE (workspace_id, key)
);
CREATE INDEX dim_tag_set_tags ON dim_tag_set USING gin (tags jsonb_path_ops);

CREATE TABLE dim_commitment (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  key uuid NOT NULL,
  commitment_discount_id text,
  commitment_discount_name text,
  commitment_discount_category text,
  commitment_discount_type text,
  commitment_discount_status text,
  commitment_discount_unit text,
  UNIQUE (workspace_id, key)
);

-- kind is derived: usage, commitment purchase, commitment fee, tax, credit, refund, support,
-- adjustment, unattributed. Category, class and frequency are canonical; raw keeps other spellings.
CREATE TABLE dim_charge_kind (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  key uuid NOT NULL,
  kind text NOT NULL,
  charge_category text NOT NULL,
  charge_class text,
  charge_frequency text,
  raw jsonb,
  UNIQUE (workspace_id, key)
);

-- A cost is units of 10^-10 of the billing currency plus "..._rest", null when the units are exact.
CREATE TABLE charge (
  billed bigint NOT NULL,
  effective bigint NOT NULL,
  list bigint,
  contracted bigint,
  period_start timestamptz NOT NULL,
  period_end timestamptz NOT NULL,
  charge_day date NOT NULL,
  slice_id integer NOT NULL,
  account_id integer NOT NULL,
  service_id integer NOT NULL,
  region_id integer NOT NULL,
  resource_id integer NOT NULL,
  sku_id integer NOT NULL,
  tag_set_id integer NOT NULL,
  commitment_id integer NOT NULL,
  charge_kind_id integer NOT NULL,
  billed_rest numeric,
  effective_rest numeric,
  list_rest numeric,
  contracted_rest numeric,
  pricing_quantity numeric,
  consumed_quantity numeric,
  commitment_quantity numeric,
  -- Columns outside FOCUS and columns that differ in every row, by the name they came with.
  extra jsonb
) PARTITION BY RANGE (charge_day);
CREATE INDEX charge_day_brin ON charge USING brin (charge_day);
CREATE INDEX charge_resource_day ON charge (resource_id, charge_day);
CREATE INDEX charge_slice ON charge (slice_id);

CREATE TABLE rollup_day (
  day date NOT NULL,
  slice_id integer NOT NULL,
  account_id integer NOT NULL,
  service_id integer NOT NULL,
  charge_kind_id integer NOT NULL,
  charges integer NOT NULL,
  billed numeric NOT NULL,
  effective numeric NOT NULL,
  list numeric,
  contracted numeric,
  -- Charges whose source states no list or contracted cost.
  list_missing integer NOT NULL,
  contracted_missing integer NOT NULL
);
CREATE INDEX rollup_day_day ON rollup_day (day);
CREATE INDEX rollup_day_account ON rollup_day (account_id, day);
CREATE INDEX rollup_day_slice ON rollup_day (slice_id);

CREATE TABLE rollup_month (
  month date NOT NULL,
  slice_id integer NOT NULL,
  account_id integer NOT NULL,
  service_id integer NOT NULL,
  region_id integer NOT NULL,
  resource_id integer NOT NULL,
  tag_set_id integer NOT NULL,
  charge_kind_id integer NOT NULL,
  charges integer NOT NULL,
  billed numeric NOT NULL,
  effective numeric NOT NULL,
  list numeric,
  contracted numeric,
  list_missing integer NOT NULL,
  contracted_missing integer NOT NULL
);
CREATE INDEX rollup_month_month ON rollup_month (month);
CREATE INDEX rollup_month_resource ON rollup_month (resource_id, month);
CREATE INDEX rollup_month_slice ON rollup_month (slice_id);
