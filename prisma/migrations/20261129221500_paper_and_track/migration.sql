-- Where a report comes from: a phone, a sheet of paper that was typed in, or the truck's track.
ALTER TABLE "FieldEvent" ADD COLUMN "source" TEXT NOT NULL DEFAULT 'app',
ADD COLUMN "isTimeKnown" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN "trackHow" TEXT,
ADD COLUMN "trackSeconds" INTEGER;
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_source_check" CHECK ("source" IN ('app', 'paper', 'track'));
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_trackHow_check" CHECK ("trackHow" IN ('dwell', 'passage'));
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_track_check" CHECK (("source" = 'track') = ("trackHow" IS NOT NULL) AND ("source" = 'track') = ("visitGrade" = 'inferred')) NOT VALID;

-- What follows from a track follows from it anew when more of the track comes: nobody told it, so nothing told is lost.
DROP TRIGGER "FieldEvent_kept" ON "FieldEvent";
CREATE TRIGGER "FieldEvent_kept" BEFORE DELETE ON "FieldEvent" FOR EACH ROW WHEN (OLD."source" <> 'track')
  EXECUTE FUNCTION "refuse_removal"('clearable');
CREATE INDEX "FieldEvent_track_idx" ON "FieldEvent"("truckId", "day") WHERE "source" = 'track';
