-- What the office sets for all drivers' phones; no row = what everybody begins with.
CREATE TABLE "DriverSettings" (
  "townId" UUID NOT NULL,
  "checkItems" JSONB NOT NULL,
  "dispatcherPhone" TEXT,
  CONSTRAINT "DriverSettings_pkey" PRIMARY KEY ("townId"),
  CONSTRAINT "DriverSettings_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- How trucks were found, each by the id its phone gave it, in the words that were shown.
CREATE TABLE "TruckCheck" (
  "id" UUID NOT NULL,
  "townId" UUID NOT NULL,
  "truckId" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "day" DATE NOT NULL,
  "odometerKm" INTEGER,
  "items" JSONB NOT NULL,
  "note" TEXT,
  "photoIds" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[],
  "doneAt" TIMESTAMPTZ(3) NOT NULL,
  "deviceDoneAt" TIMESTAMPTZ(3),
  "arrivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "reportedBy" TEXT,
  CONSTRAINT "TruckCheck_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "TruckCheck_kind_check" CHECK ("kind" IN ('start', 'end')),
  CONSTRAINT "TruckCheck_odometer_check" CHECK ("odometerKm" >= 0),
  CONSTRAINT "TruckCheck_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "TruckCheck_truckId_fkey" FOREIGN KEY ("truckId") REFERENCES "Truck"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "TruckCheck_townId_day_idx" ON "TruckCheck"("townId", "day");
CREATE INDEX "TruckCheck_truckId_doneAt_idx" ON "TruckCheck"("truckId", "doneAt");
CREATE TRIGGER "TruckCheck_immutable" BEFORE UPDATE ON "TruckCheck" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
CREATE TRIGGER "TruckCheck_kept" BEFORE DELETE ON "TruckCheck" FOR EACH ROW EXECUTE FUNCTION "refuse_removal"();
