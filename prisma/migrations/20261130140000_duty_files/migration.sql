-- Evidence of the resolution's indicators and tasks: what each file is called; its content is a blob.
CREATE TABLE "DutyFile" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "dutyId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "addedBy" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "DutyFile_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "DutyFile_type_check" CHECK ("type" IN ('pdf', 'jpg', 'png', 'webp', 'docx', 'xlsx'))
);
ALTER TABLE "DutyFile" ADD CONSTRAINT "DutyFile_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "DutyFile" ADD CONSTRAINT "DutyFile_dutyId_fkey" FOREIGN KEY ("dutyId") REFERENCES "Duty"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE UNIQUE INDEX "DutyFile_dutyId_digest_key" ON "DutyFile"("dutyId", "digest");
CREATE INDEX "DutyFile_townId_idx" ON "DutyFile"("townId");
