-- What a shift usually does on a weekday: a route somebody copied, which plans of such days keep to.
CREATE TABLE "UsualRoute" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "shiftId" UUID NOT NULL,
    "weekday" INTEGER NOT NULL,
    "visits" JSONB NOT NULL,
    "copiedFrom" DATE NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "UsualRoute_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "UsualRoute_weekday_check" CHECK ("weekday" BETWEEN 1 AND 7)
);
ALTER TABLE "UsualRoute" ADD CONSTRAINT "UsualRoute_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "UsualRoute" ADD CONSTRAINT "UsualRoute_shiftId_fkey" FOREIGN KEY ("shiftId") REFERENCES "Shift"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE UNIQUE INDEX "UsualRoute_shiftId_weekday_key" ON "UsualRoute"("shiftId", "weekday");
CREATE INDEX "UsualRoute_townId_weekday_idx" ON "UsualRoute"("townId", "weekday");
