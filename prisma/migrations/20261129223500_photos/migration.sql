-- Photos from the field, each by the id its phone gave it; the picture itself is a blob under photos/.
CREATE TABLE "Photo" (
  "id" UUID NOT NULL,
  "townId" UUID NOT NULL,
  "digest" TEXT NOT NULL,
  "width" INTEGER NOT NULL,
  "height" INTEGER NOT NULL,
  "sizeBytes" INTEGER NOT NULL,
  "takenAt" TIMESTAMPTZ(3) NOT NULL,
  "lon" DOUBLE PRECISION,
  "lat" DOUBLE PRECISION,
  "exifLon" DOUBLE PRECISION,
  "exifLat" DOUBLE PRECISION,
  "reportedBy" TEXT,
  "arrivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "Photo_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Photo_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "Photo_townId_idx" ON "Photo"("townId");
-- A report may arrive before its photos: it names them, and they are shown when they are there.
ALTER TABLE "FieldEvent" ADD COLUMN "photoIds" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[];
CREATE INDEX "FieldEvent_photoIds_idx" ON "FieldEvent" USING GIN ("photoIds") WHERE "photoIds" <> '{}';
