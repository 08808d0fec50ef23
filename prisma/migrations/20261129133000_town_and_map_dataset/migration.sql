-- A town is the identity everything hangs on; a map data set is what it is drawn on and can be exchanged. Each area
-- becomes a town and a data set, both of the area's id, so that addresses, files and everything that refers to it stay.

ALTER TABLE "Area" RENAME TO "Town";
ALTER TABLE "Town" RENAME CONSTRAINT "Area_pkey" TO "Town_pkey";
ALTER INDEX "Area_slug_key" RENAME TO "Town_slug_key";
ALTER INDEX "Area_one_active" RENAME TO "Town_one_active";

CREATE TABLE "MapDataset" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "isActive" BOOLEAN NOT NULL DEFAULT false,
    "attribution" TEXT NOT NULL,
    "bbox" DOUBLE PRECISION[],
    "graphId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MapDataset_pkey" PRIMARY KEY ("id")
);
INSERT INTO "MapDataset" ("id", "townId", "isActive", "attribution", "bbox", "graphId", "createdAt")
  SELECT "id", "id", true, "attribution", "bbox", "graphId", "createdAt" FROM "Town" WHERE "state" = 'ready';
CREATE INDEX "MapDataset_townId_idx" ON "MapDataset"("townId");
ALTER TABLE "MapDataset" ADD CONSTRAINT "MapDataset_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "MapDataset" ADD CONSTRAINT "MapDataset_bbox_check" CHECK (cardinality("bbox") = 4);
-- One data set of a town is in use.
CREATE UNIQUE INDEX "MapDataset_one_active" ON "MapDataset" ("townId") WHERE "isActive";

ALTER TABLE "Town" DROP CONSTRAINT "Area_active_is_ready_check";
ALTER TABLE "Town" DROP CONSTRAINT "Area_state_check";
ALTER TABLE "Town" DROP CONSTRAINT "Area_bbox_check";
ALTER TABLE "Town" DROP COLUMN "state", DROP COLUMN "attribution", DROP COLUMN "bbox", DROP COLUMN "graphId";

-- What refers to it says so: the columns, and what is named after them.
DO $$
DECLARE
  found RECORD;
BEGIN
  FOR found IN
    SELECT "table_name" FROM information_schema.columns WHERE "table_schema" = current_schema() AND "column_name" = 'areaId'
  LOOP
    EXECUTE format('ALTER TABLE %I RENAME COLUMN "areaId" TO "townId"', found."table_name");
  END LOOP;
  FOR found IN
    SELECT conrelid::regclass AS "table", conname AS "name" FROM pg_constraint
     WHERE connamespace = current_schema()::regnamespace AND conname LIKE '%\_areaId\_%' AND contype = 'f'
  LOOP
    EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', found."table", found."name", replace(found."name", '_areaId_', '_townId_'));
  END LOOP;
  FOR found IN
    SELECT indexname AS "name" FROM pg_indexes WHERE schemaname = current_schema() AND indexname LIKE '%\_areaId\_%'
  LOOP
    EXECUTE format('ALTER INDEX %I RENAME TO %I', found."name", replace(found."name", '_areaId_', '_townId_'));
  END LOOP;
END $$;
