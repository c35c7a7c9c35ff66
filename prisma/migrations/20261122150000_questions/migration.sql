-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "fiscal_year_start" SMALLINT NOT NULL DEFAULT 1;
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_fiscal_year_start" CHECK ("fiscal_year_start" BETWEEN 1 AND 12);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "search" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "note" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "text" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "note_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_workspace_id_owner_name_key" ON "saved_view"("workspace_id", "owner", "name");

-- CreateIndex
CREATE INDEX "note_workspace_id_day_idx" ON "note"("workspace_id", "day");

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "note" ADD CONSTRAINT "note_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The search of resources: by how their ids, names and last parts begin. Bytes, not letters, so that any locale uses
-- the index; cut, because an entry holds 2.7 kB at most.
CREATE INDEX "dim_resource_id_start" ON dim_resource (workspace_id, (lower(left(resource_id, 200))) COLLATE "C");
CREATE INDEX "dim_resource_name_start" ON dim_resource (workspace_id, (lower(left(resource_name, 200))) COLLATE "C") WHERE resource_name IS NOT NULL;
CREATE INDEX "dim_resource_tail_start" ON dim_resource (workspace_id, (lower(left(substring(resource_id from '[^/:]*$'), 200))) COLLATE "C");
-- One resource by its id; a hash, because ids can be longer than an entry of a btree.
CREATE INDEX "dim_resource_id" ON dim_resource USING hash (resource_id);
