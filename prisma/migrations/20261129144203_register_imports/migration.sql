-- AlterTable
ALTER TABLE "Change" ADD COLUMN     "importId" UUID;

-- CreateTable
CREATE TABLE "RegisterImport" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "counts" JSONB NOT NULL,
    "importedBy" TEXT,
    "importedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoneBy" TEXT,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "RegisterImport_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RegisterImport_townId_importedAt_idx" ON "RegisterImport"("townId", "importedAt" DESC);

-- CreateIndex
CREATE INDEX "Change_importId_idx" ON "Change"("importId");

-- AddForeignKey
ALTER TABLE "RegisterImport" ADD CONSTRAINT "RegisterImport_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
