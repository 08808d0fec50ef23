-- What the tracks show of a truck's service day: kept when the positions themselves are forgotten.
CREATE TABLE "TruckDay" (
    "townId" UUID NOT NULL,
    "truckId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "fixes" INTEGER NOT NULL,
    "metres" INTEGER NOT NULL,
    "movingSeconds" INTEGER NOT NULL,
    "standingSeconds" INTEGER NOT NULL,
    "computedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TruckDay_pkey" PRIMARY KEY ("truckId", "day")
);
CREATE INDEX "TruckDay_townId_day_idx" ON "TruckDay"("townId", "day");
ALTER TABLE "TruckDay" ADD CONSTRAINT "TruckDay_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "TruckDay" ADD CONSTRAINT "TruckDay_truckId_fkey" FOREIGN KEY ("truckId") REFERENCES "Truck"("id") ON DELETE CASCADE ON UPDATE CASCADE;
