-- What residents complain of: whose it was on the day, what was found, and until it is deleted who may be called back.
CREATE TABLE "Complaint" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "pointId" UUID,
    "street" TEXT,
    "unitId" UUID,
    "cooperativeId" UUID,
    "text" TEXT NOT NULL DEFAULT '',
    "phone" TEXT,
    "createdBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" TEXT,
    "isJustified" BOOLEAN,
    "answeredBy" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    CONSTRAINT "Complaint_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Complaint_kind_check" CHECK ("kind" IN ('not-collected', 'late', 'dirty', 'other')),
    CONSTRAINT "Complaint_source_check" CHECK ("source" IN ('public', 'office')),
    CONSTRAINT "Complaint_place_check" CHECK ("pointId" IS NOT NULL OR "street" IS NOT NULL),
    CONSTRAINT "Complaint_answer_check" CHECK (num_nulls("answer", "isJustified", "answeredBy", "answeredAt") IN (0, 4))
);
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_pointId_fkey" FOREIGN KEY ("pointId") REFERENCES "CollectionPoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_cooperativeId_fkey" FOREIGN KEY ("cooperativeId") REFERENCES "Cooperative"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "Complaint_townId_day_idx" ON "Complaint"("townId", "day");
CREATE INDEX "Complaint_pointId_day_idx" ON "Complaint"("pointId", "day");
CREATE INDEX "Complaint_unitId_idx" ON "Complaint"("unitId");
CREATE INDEX "Complaint_cooperativeId_idx" ON "Complaint"("cooperativeId");
