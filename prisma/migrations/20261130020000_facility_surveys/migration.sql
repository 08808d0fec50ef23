-- What room a landfill had left on a day, and how dense waste lies in it.
CREATE TABLE "FacilitySurvey" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "facilityId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "remainingCubicMetres" DOUBLE PRECISION NOT NULL,
    "densityKgPerCubicMetre" DOUBLE PRECISION NOT NULL,
    "source" TEXT NOT NULL,
    "createdBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cancelledAt" TIMESTAMPTZ(3),

    CONSTRAINT "FacilitySurvey_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "FacilitySurvey_figures_check" CHECK ("remainingCubicMetres" >= 0 AND "densityKgPerCubicMetre" > 0)
);
CREATE INDEX "FacilitySurvey_facilityId_day_idx" ON "FacilitySurvey"("facilityId", "day");
ALTER TABLE "FacilitySurvey" ADD CONSTRAINT "FacilitySurvey_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "FacilitySurvey" ADD CONSTRAINT "FacilitySurvey_facilityId_fkey" FOREIGN KEY ("facilityId") REFERENCES "Facility"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The facility's page asks for the tickets of its days.
CREATE INDEX "Ticket_facilityId_day_idx" ON "Ticket"("facilityId", "day");
