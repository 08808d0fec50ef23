-- How a visit is known and how its mass is known are two things.
ALTER TABLE "FieldEvent" ADD COLUMN "visitGrade" TEXT, ADD COLUMN "massGrade" TEXT;

-- A kg that somebody typed was measured only where it is another than the plan's: what pages passed on untouched is what was
-- expected, whatever it was called.
ALTER TABLE "FieldEvent" DISABLE TRIGGER "FieldEvent_append_only";
UPDATE "FieldEvent" event
   SET "visitGrade" = CASE event.grade WHEN 'inferred' THEN 'inferred' ELSE 'confirmed' END,
       "massGrade" = CASE
         WHEN event.kind NOT IN ('served', 'unloaded') THEN NULL
         WHEN EXISTS (SELECT 1 FROM "Ticket" ticket WHERE ticket."fieldEventId" = event.id) THEN 'weighed'
         WHEN event."loadKg" IS NOT NULL AND event."loadKg" <>
              (SELECT abs(stop."loadKg") FROM "Stop" stop WHERE stop.id = event."stopId") THEN 'measured'
         ELSE 'estimated' END;
ALTER TABLE "FieldEvent" ENABLE TRIGGER "FieldEvent_append_only";
ALTER TABLE "FieldEvent" DROP COLUMN "grade";
ALTER TABLE "FieldEvent" ALTER COLUMN "visitGrade" SET NOT NULL;
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_visitGrade_check" CHECK ("visitGrade" IN ('confirmed', 'inferred', 'none'));
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_massGrade_check" CHECK ("massGrade" IN ('weighed', 'measured', 'estimated'));

-- AlterTable
ALTER TABLE "Ticket" ADD COLUMN "plate" TEXT,
ADD COLUMN "streams" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN "source" TEXT,
ADD COLUMN "enteredBy" TEXT,
ADD COLUMN "enteredAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN "state" TEXT NOT NULL DEFAULT 'valid',
ADD COLUMN "day" DATE,
ADD COLUMN "shiftId" UUID,
ADD COLUMN "tripNumber" INTEGER,
ADD COLUMN "tripHow" TEXT,
ADD COLUMN "correctsId" UUID,
ALTER COLUMN "truckId" DROP NOT NULL;

-- Every ticket so far came with a driver's report, which says of which trip it is.
DROP TRIGGER "Ticket_immutable" ON "Ticket";
UPDATE "Ticket" ticket
   SET source = 'driver',
       streams = CASE WHEN ticket.stream IS NULL THEN ARRAY[]::TEXT[] ELSE ARRAY[ticket.stream] END,
       day = (ticket."weighedAt" AT TIME ZONE town."timeZone")::date
  FROM "Town" town WHERE town.id = ticket."townId";
UPDATE "Ticket" ticket
   SET "enteredBy" = event."reportedBy", "enteredAt" = event."arrivedAt", day = COALESCE(event.day, ticket.day),
       "shiftId" = CASE WHEN event.day IS NOT NULL AND event."tripNumber" IS NOT NULL THEN event."shiftId" END,
       "tripNumber" = CASE WHEN event.day IS NOT NULL AND event."shiftId" IS NOT NULL THEN event."tripNumber" END,
       "tripHow" = CASE WHEN event.day IS NOT NULL AND event."shiftId" IS NOT NULL AND event."tripNumber" IS NOT NULL THEN 'reported' END
  FROM "FieldEvent" event WHERE event.id = ticket."fieldEventId";
ALTER TABLE "Ticket" DROP COLUMN "stream";
ALTER TABLE "Ticket" ALTER COLUMN "source" SET NOT NULL, ALTER COLUMN "day" SET NOT NULL;

ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_truck_check" CHECK (("truckId" IS NULL) <> ("plate" IS NULL));
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_streams_check" CHECK ("streams" <@ ARRAY['household-other', 'food', 'recyclable', 'bulky', 'construction', 'pesticide-packaging', 'medical', 'hazardous']);
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_source_check" CHECK ("source" IN ('clerk', 'driver'));
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_state_check" CHECK ("state" IN ('valid', 'void'));
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_tripHow_check" CHECK ("tripHow" IN ('reported', 'matched', 'doubtful', 'manual'));
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_trip_check" CHECK (("shiftId" IS NULL) = ("tripNumber" IS NULL) AND ("shiftId" IS NULL OR "tripHow" IS NOT NULL));

-- What was weighed never changes. A ticket may lose its validity and never gets it back; of which trip it is may be put right,
-- and which report told of the same slip.
CREATE FUNCTION "keep_ticket"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - '{state,day,shiftId,tripNumber,tripHow,fieldEventId}'::text[]) = (to_jsonb(OLD) - '{state,day,shiftId,tripNumber,tripHow,fieldEventId}'::text[])
     AND (OLD.state = 'valid' OR NEW.state = 'void')
     AND (OLD."fieldEventId" IS NULL OR NEW."fieldEventId" IS NULL OR NEW."fieldEventId" = OLD."fieldEventId") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what a ticket says is never changed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "Ticket_as_weighed" BEFORE UPDATE ON "Ticket" FOR EACH ROW EXECUTE FUNCTION "keep_ticket"();

-- A void ticket gives its number free: the one in its place mostly has the same.
DROP INDEX "Ticket_facilityId_number_key";
CREATE INDEX "Ticket_facilityId_number_idx" ON "Ticket"("facilityId", "number");
CREATE UNIQUE INDEX "Ticket_number_of_valid" ON "Ticket"("facilityId", "number") WHERE "state" = 'valid';
CREATE INDEX "Ticket_townId_day_idx" ON "Ticket"("townId", "day");
CREATE INDEX "Ticket_shiftId_day_idx" ON "Ticket"("shiftId", "day");
CREATE UNIQUE INDEX "Ticket_correctsId_key" ON "Ticket"("correctsId");
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_shiftId_fkey" FOREIGN KEY ("shiftId") REFERENCES "Shift"("id") ON DELETE NO ACTION ON UPDATE CASCADE;
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_correctsId_fkey" FOREIGN KEY ("correctsId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "TicketVoid" (
    "ticketId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TicketVoid_pkey" PRIMARY KEY ("ticketId")
);
ALTER TABLE "TicketVoid" ADD CONSTRAINT "TicketVoid_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE TRIGGER "TicketVoid_immutable" BEFORE UPDATE ON "TicketVoid" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
CREATE TRIGGER "TicketVoid_kept" BEFORE DELETE ON "TicketVoid" FOR EACH ROW EXECUTE FUNCTION "refuse_removal"('clearable');

-- CreateTable
CREATE TABLE "TicketDoubt" (
    "id" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "figures" JSONB NOT NULL,
    "foundAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedAt" TIMESTAMPTZ(3),
    "closedBy" TEXT,
    "reason" TEXT,

    CONSTRAINT "TicketDoubt_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "TicketDoubt_ticketId_kind_key" ON "TicketDoubt"("ticketId", "kind");
CREATE INDEX "TicketDoubt_closedAt_idx" ON "TicketDoubt"("closedAt");
ALTER TABLE "TicketDoubt" ADD CONSTRAINT "TicketDoubt_kind_check" CHECK ("kind" IN ('overloaded', 'unusual-tare', 'too-soon', 'never-there', 'trip-in-doubt', 'no-trip', 'unknown-truck', 'stream-not-accepted'));
ALTER TABLE "TicketDoubt" ADD CONSTRAINT "TicketDoubt_closed_check" CHECK (("closedAt" IS NULL) = ("reason" IS NULL));
ALTER TABLE "TicketDoubt" ADD CONSTRAINT "TicketDoubt_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "Tally" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "pointId" UUID NOT NULL,
    "stream" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "team" TEXT NOT NULL,
    "loads" INTEGER,
    "loadLitres" INTEGER,
    "kg" INTEGER,
    "note" TEXT,
    "doneAt" TIMESTAMPTZ(3) NOT NULL,
    "reportedBy" TEXT,
    "arrivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Tally_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Tally_townId_day_idx" ON "Tally"("townId", "day");
CREATE INDEX "Tally_pointId_day_idx" ON "Tally"("pointId", "day");
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_stream_check" CHECK ("stream" IN ('household-other', 'food', 'recyclable', 'bulky', 'construction', 'pesticide-packaging', 'medical', 'hazardous'));
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_amount_check" CHECK ("kg" >= 0 OR ("loads" >= 0 AND "loadLitres" > 0));
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_pointId_fkey" FOREIGN KEY ("pointId") REFERENCES "CollectionPoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE TRIGGER "Tally_immutable" BEFORE UPDATE ON "Tally" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
CREATE TRIGGER "Tally_kept" BEFORE DELETE ON "Tally" FOR EACH ROW EXECUTE FUNCTION "refuse_removal"('clearable');
