-- What a revision shows is kept with it: names, codes, capacities and shifts as they were.
CREATE TABLE "TownSnapshot" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TownSnapshot_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "TownSnapshot_townId_digest_key" ON "TownSnapshot"("townId", "digest");
ALTER TABLE "TownSnapshot" ADD CONSTRAINT "TownSnapshot_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE TRIGGER "TownSnapshot_immutable" BEFORE UPDATE ON "TownSnapshot" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();

ALTER TABLE "PlanRevision" ADD COLUMN "snapshotId" UUID;
ALTER TABLE "PlanRevision" ADD CONSTRAINT "PlanRevision_snapshotId_fkey" FOREIGN KEY ("snapshotId") REFERENCES "TownSnapshot"("id") ON DELETE NO ACTION ON UPDATE CASCADE;
CREATE INDEX "PlanRevision_snapshotId_idx" ON "PlanRevision"("snapshotId");
