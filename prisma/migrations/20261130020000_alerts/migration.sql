-- What a dispatcher is told of by itself while a day is driven: one row for one condition of a day, however often it comes.
CREATE TABLE "Alert" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "truckId" UUID,
    "stopId" UUID,
    "visitId" UUID,
    "pointId" UUID,
    "facilityId" UUID,
    "unitId" UUID,
    "facts" JSONB NOT NULL,
    "savableKg" INTEGER NOT NULL,
    "saveBy" TIMESTAMPTZ(3),
    "raisedAt" TIMESTAMPTZ(3) NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "takenAt" TIMESTAMPTZ(3),
    "takenBy" TEXT,
    "snoozedUntil" TIMESTAMPTZ(3),
    "snoozedBy" TEXT,
    "closedAt" TIMESTAMPTZ(3),
    "closedBy" TEXT,
    "reason" TEXT,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Alert_closed_check" CHECK (("closedAt" IS NULL) = ("reason" IS NULL))
);
CREATE UNIQUE INDEX "Alert_townId_day_key_key" ON "Alert"("townId", "day", "key");
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_kind_check" CHECK ("kind" IN ('late-for-window', 'facility-closes', 'nearly-full', 'skipped-endangers', 'silent', 'standing', 'off-route', 'past-shift-end', 'unit-under-target'));
