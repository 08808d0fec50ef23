-- What a track shows of a truck's day is kept with the fixes it follows from: with how far along the planned way the truck is, for which
-- revision, and how often it was written, by which a process knows that nobody else has gone on with it.
ALTER TABLE "TruckDay" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "TruckDay" ADD COLUMN "revisionId" UUID;
ALTER TABLE "TruckDay" ADD COLUMN "wayMetres" INTEGER;
ALTER TABLE "TruckDay" ADD COLUMN "alongMetres" INTEGER;
ALTER TABLE "TruckDay" ADD CONSTRAINT "TruckDay_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "PlanRevision"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "TruckDay_revisionId_idx" ON "TruckDay"("revisionId");

-- The routes of a truck around a fix are looked for with every batch of them.
CREATE INDEX "Route_truckId_startsAt_idx" ON "Route"("truckId", "startsAt");
DROP INDEX "Route_truckId_idx";
