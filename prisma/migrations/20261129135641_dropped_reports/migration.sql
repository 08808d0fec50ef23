-- CreateTable
CREATE TABLE "DroppedReports" (
    "deviceId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "firstAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DroppedReports_pkey" PRIMARY KEY ("deviceId","reason")
);

-- CreateIndex
CREATE INDEX "DroppedReports_lastAt_idx" ON "DroppedReports"("lastAt" DESC);

ALTER TABLE "DroppedReports" ADD CONSTRAINT "DroppedReports_reason_check" CHECK ("reason" IN ('unknown-device', 'unreadable',
  'no-place', 'off-the-earth', 'null-island', 'far-away', 'jump', 'too-old', 'in-the-future'));
ALTER TABLE "DroppedReports" ADD CONSTRAINT "DroppedReports_count_check" CHECK ("count" > 0);
