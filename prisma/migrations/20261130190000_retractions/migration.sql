-- A crew takes back what it has just reported: a row of its own, and the report stays, marked with since when it no longer holds.
-- Both may come in any order, so a retraction does not point to a row.
CREATE TABLE "Retraction" (
  "id" UUID NOT NULL,
  "townId" UUID NOT NULL,
  "truckId" UUID NOT NULL,
  "fieldEventId" UUID NOT NULL,
  "doneAt" TIMESTAMPTZ(3) NOT NULL,
  "deviceDoneAt" TIMESTAMPTZ(3),
  "arrivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "reportedBy" TEXT,
  CONSTRAINT "Retraction_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Retraction_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "Retraction_truckId_fkey" FOREIGN KEY ("truckId") REFERENCES "Truck"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "Retraction_fieldEventId_idx" ON "Retraction"("fieldEventId");
CREATE TRIGGER "Retraction_immutable" BEFORE UPDATE ON "Retraction" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
CREATE TRIGGER "Retraction_kept" BEFORE DELETE ON "Retraction" FOR EACH ROW EXECUTE FUNCTION "refuse_removal"('clearable');

ALTER TABLE "FieldEvent" ADD COLUMN "retractedAt" TIMESTAMPTZ(3);

-- What happened stays as it was told. Only the pointer to a planned stop may be cleared, when that plan is deleted, and once it may be
-- noted that it was taken back.
CREATE OR REPLACE FUNCTION "keep_field_event"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."stopId" IS NULL AND (to_jsonb(NEW) - 'stopId') = (to_jsonb(OLD) - 'stopId') THEN
    RETURN NEW;
  END IF;
  IF OLD."retractedAt" IS NULL AND (to_jsonb(NEW) - 'retractedAt') = (to_jsonb(OLD) - 'retractedAt')
     AND EXISTS (SELECT 1 FROM "Retraction" retraction WHERE retraction."fieldEventId" = NEW."id") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a field event is never changed' USING ERRCODE = 'check_violation';
END $$;

-- The day is counted anew without it.
CREATE FUNCTION "mark_day_of_retracted"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."day" IS NOT NULL AND NEW."kind" IN ('served', 'skipped', 'unloaded') THEN
    INSERT INTO "DirtyDay" ("townId", "day", "cause") VALUES (NEW."townId", NEW."day", 'event');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "FieldEvent_marks_retracted" AFTER UPDATE OF "retractedAt" ON "FieldEvent" FOR EACH ROW EXECUTE FUNCTION "mark_day_of_retracted"();
