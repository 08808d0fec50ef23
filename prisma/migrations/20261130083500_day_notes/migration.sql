-- What dispatchers leave each other of a day, its trucks and points; and who took it over.
CREATE TABLE "DayNote" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'note',
    "truckId" UUID,
    "pointId" UUID,
    "text" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "doneBy" TEXT,
    "doneAt" TIMESTAMPTZ(3),
    CONSTRAINT "DayNote_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "DayNote_kind_check" CHECK ("kind" IN ('note', 'handover'))
);
ALTER TABLE "DayNote" ADD CONSTRAINT "DayNote_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "DayNote" ADD CONSTRAINT "DayNote_truckId_fkey" FOREIGN KEY ("truckId") REFERENCES "Truck"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "DayNote" ADD CONSTRAINT "DayNote_pointId_fkey" FOREIGN KEY ("pointId") REFERENCES "CollectionPoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "DayNote_townId_day_idx" ON "DayNote"("townId", "day");
