-- When a facility is to be closed for good, and where what it takes goes then.
CREATE TABLE "ClosurePlan" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "facilityId" UUID NOT NULL,
    "decidedOn" DATE NOT NULL,
    "closesOn" DATE NOT NULL,
    "successorId" UUID,
    "source" TEXT NOT NULL,
    "remark" TEXT,
    "createdBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cancelledAt" TIMESTAMPTZ(3),
    CONSTRAINT "ClosurePlan_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ClosurePlan_successor_check" CHECK ("successorId" <> "facilityId")
);
ALTER TABLE "ClosurePlan" ADD CONSTRAINT "ClosurePlan_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ClosurePlan" ADD CONSTRAINT "ClosurePlan_facilityId_fkey" FOREIGN KEY ("facilityId") REFERENCES "Facility"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ClosurePlan" ADD CONSTRAINT "ClosurePlan_successorId_fkey" FOREIGN KEY ("successorId") REFERENCES "Facility"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "ClosurePlan_facilityId_idx" ON "ClosurePlan"("facilityId");
