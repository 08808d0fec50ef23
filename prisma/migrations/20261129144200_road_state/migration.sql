-- AlterTable
ALTER TABLE "CollectionPoint" ADD COLUMN     "roadState" TEXT NOT NULL DEFAULT 'found';

-- AlterTable
ALTER TABLE "Facility" ADD COLUMN     "roadState" TEXT NOT NULL DEFAULT 'found';

ALTER TABLE "CollectionPoint" ADD CONSTRAINT "CollectionPoint_road_check" CHECK ("roadState" IN ('found', 'being-found', 'not-found'));
ALTER TABLE "Facility" ADD CONSTRAINT "Facility_road_check" CHECK ("roadState" IN ('found', 'being-found', 'not-found'));
