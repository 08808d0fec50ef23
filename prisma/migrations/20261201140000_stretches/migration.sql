-- Points that are a stretch of road, and how much of it a truck was seen to go along.
ALTER TABLE "CollectionPoint" ADD COLUMN "stretch" JSONB;
ALTER TABLE "FieldEvent" ADD COLUMN "trackShare" DOUBLE PRECISION;
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_trackShare_check" CHECK ("trackShare" BETWEEN 0 AND 1);
