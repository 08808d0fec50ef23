-- How much one container of a point holds, which with how full they are tells a mass; and how the place looks, for who drives there.
ALTER TABLE "CollectionPoint" ADD COLUMN "containerLitres" INTEGER, ADD COLUMN "photoId" UUID;
ALTER TABLE "CollectionPoint" ADD CONSTRAINT "CollectionPoint_containerLitres_check" CHECK ("containerLitres" BETWEEN 1 AND 100000);
ALTER TABLE "CollectionPoint" ADD CONSTRAINT "CollectionPoint_photoId_fkey" FOREIGN KEY ("photoId") REFERENCES "Photo"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "CollectionPoint_photoId_idx" ON "CollectionPoint"("photoId");
