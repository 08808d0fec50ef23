-- Streets by name. Maps of before have theirs read from their base map by the worker: they wait with "streetsReadAt" empty.
ALTER TABLE "MapDataset" ADD COLUMN "streetsReadAt" TIMESTAMPTZ(3);

CREATE TABLE "Street" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "places" JSONB NOT NULL,

    CONSTRAINT "Street_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Street_datasetId_idx" ON "Street"("datasetId");
ALTER TABLE "Street" ADD CONSTRAINT "Street_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "MapDataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;
