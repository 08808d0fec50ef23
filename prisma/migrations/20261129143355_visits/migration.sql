-- AlterTable
ALTER TABLE "FieldEvent" ADD COLUMN     "breakNumber" INTEGER,
ADD COLUMN     "day" DATE,
ADD COLUMN     "shiftId" UUID,
ADD COLUMN     "tripNumber" INTEGER,
ADD COLUMN     "visitId" UUID,
ADD COLUMN     "visitPart" INTEGER,
ADD COLUMN     "visitParts" INTEGER;

-- AlterTable
ALTER TABLE "Stop" ADD COLUMN     "visitId" UUID,
ADD COLUMN     "visitPart" INTEGER,
ADD COLUMN     "visitParts" INTEGER;

-- AlterTable
ALTER TABLE "UnservedVisit" ADD COLUMN     "visitId" UUID;

-- CreateTable
CREATE TABLE "Visit" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "pointId" UUID NOT NULL,
    "stream" TEXT NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "Visit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Visit_townId_day_idx" ON "Visit"("townId", "day");

-- CreateIndex
CREATE UNIQUE INDEX "Visit_pointId_stream_day_key" ON "Visit"("pointId", "stream", "day");

-- CreateIndex
CREATE INDEX "FieldEvent_townId_day_idx" ON "FieldEvent"("townId", "day");

-- CreateIndex
CREATE INDEX "FieldEvent_visitId_idx" ON "FieldEvent"("visitId");

-- CreateIndex
CREATE INDEX "FieldEvent_shiftId_day_idx" ON "FieldEvent"("shiftId", "day");

-- CreateIndex
CREATE INDEX "Stop_visitId_idx" ON "Stop"("visitId");

-- CreateIndex
CREATE INDEX "UnservedVisit_visitId_idx" ON "UnservedVisit"("visitId");

-- Every visit that was ever planned, on the day of the plan that planned it; and those reported whose plan is gone.
INSERT INTO "Visit" ("id", "townId", "pointId", "stream", "day")
SELECT gen_random_uuid(), plan."townId", planned."pointId", planned.stream, plan.day
  FROM (
    SELECT DISTINCT route."revisionId", stop."pointId", stop.stream
      FROM "Stop" stop JOIN "Route" route ON route.id = stop."routeId" WHERE stop.kind = 'point'
    UNION
    SELECT "revisionId", "pointId", stream FROM "UnservedVisit"
  ) planned
  JOIN "PlanRevision" revision ON revision.id = planned."revisionId"
  JOIN "Plan" plan ON plan.id = revision."planId"
 GROUP BY plan."townId", planned."pointId", planned.stream, plan.day;

INSERT INTO "Visit" ("id", "townId", "pointId", "stream", "day")
SELECT gen_random_uuid(), told.*
  FROM (
    SELECT DISTINCT event."townId", event."pointId", event.stream, (event."doneAt" AT TIME ZONE town."timeZone")::date
      FROM "FieldEvent" event JOIN "Town" town ON town.id = event."townId"
     WHERE event."stopId" IS NULL AND event."pointId" IS NOT NULL AND event.stream IS NOT NULL
  ) told
ON CONFLICT ("pointId", "stream", "day") DO NOTHING;

-- Rows of finished revisions and events are told nothing else than before, only what it is about.
ALTER TABLE "Stop" DISABLE TRIGGER "Stop_immutable";
ALTER TABLE "UnservedVisit" DISABLE TRIGGER "UnservedVisit_immutable";
ALTER TABLE "FieldEvent" DISABLE TRIGGER "FieldEvent_append_only";

UPDATE "UnservedVisit" unserved SET "visitId" = visit.id
  FROM "PlanRevision" revision
  JOIN "Plan" plan ON plan.id = revision."planId"
  JOIN "Visit" visit ON visit.day = plan.day
 WHERE revision.id = unserved."revisionId" AND visit."pointId" = unserved."pointId" AND visit.stream = unserved.stream;

-- Parts of a visit are equal but for a kg, so it does not matter which of them is called the first. Those left unserved are
-- counted by their mass.
UPDATE "Stop" stop SET "visitId" = numbered."visitId", "visitPart" = numbered.part, "visitParts" = numbered.parts
  FROM (
    SELECT stop.id, visit.id AS "visitId",
           row_number() OVER whole AS part,
           count(*) OVER visited + COALESCE(ceil(unserved."loadKg"::numeric / GREATEST(1, max(stop."loadKg") OVER visited)), 0) AS parts
      FROM "Stop" stop
      JOIN "Route" route ON route.id = stop."routeId"
      JOIN "PlanRevision" revision ON revision.id = route."revisionId"
      JOIN "Plan" plan ON plan.id = revision."planId"
      JOIN "Visit" visit ON visit."pointId" = stop."pointId" AND visit.stream = stop.stream AND visit.day = plan.day
      LEFT JOIN "UnservedVisit" unserved
        ON unserved."revisionId" = revision.id AND unserved."pointId" = stop."pointId" AND unserved.stream = stop.stream
     WHERE stop.kind = 'point'
    WINDOW visited AS (PARTITION BY revision.id, visit.id),
           whole AS (PARTITION BY revision.id, visit.id ORDER BY route.id, stop.sequence)
  ) numbered
 WHERE numbered.id = stop.id;

UPDATE "FieldEvent" event
   SET day = plan.day,
       "visitId" = CASE WHEN event.kind IN ('served', 'skipped') THEN stop."visitId" END,
       "visitPart" = CASE WHEN event.kind IN ('served', 'skipped') THEN stop."visitPart" END,
       "visitParts" = CASE WHEN event.kind IN ('served', 'skipped') THEN stop."visitParts" END,
       "shiftId" = route."shiftId", "tripNumber" = trip.number,
       "breakNumber" = CASE stop.kind WHEN 'break' THEN (
         SELECT count(*) FROM "Stop" rest
          WHERE rest."routeId" = stop."routeId" AND rest.kind = 'break' AND rest.sequence <= stop.sequence) END
  FROM "Stop" stop
  JOIN "Route" route ON route.id = stop."routeId"
  JOIN "PlanRevision" revision ON revision.id = route."revisionId"
  JOIN "Plan" plan ON plan.id = revision."planId"
  LEFT JOIN "Trip" trip ON trip.id = stop."tripId"
 WHERE stop.id = event."stopId";

UPDATE "FieldEvent" event SET day = visit.day, "visitId" = visit.id
  FROM "Town" town, "Visit" visit
 WHERE town.id = event."townId" AND event."stopId" IS NULL AND event.kind IN ('served', 'skipped')
   AND visit."pointId" = event."pointId" AND visit.stream = event.stream
   AND visit.day = (event."doneAt" AT TIME ZONE town."timeZone")::date;

ALTER TABLE "Stop" ENABLE TRIGGER "Stop_immutable";
ALTER TABLE "UnservedVisit" ENABLE TRIGGER "UnservedVisit_immutable";
ALTER TABLE "FieldEvent" ENABLE TRIGGER "FieldEvent_append_only";

ALTER TABLE "UnservedVisit" ALTER COLUMN "visitId" SET NOT NULL;
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_stream_check" CHECK ("stream" IN ('household-other', 'food', 'recyclable', 'bulky', 'construction', 'pesticide-packaging', 'medical', 'hazardous'));
ALTER TABLE "Stop" ADD CONSTRAINT "Stop_visit_check" CHECK (("kind" = 'point') = ("visitId" IS NOT NULL) AND ("kind" = 'point') = ("visitPart" IS NOT NULL AND "visitParts" IS NOT NULL));
ALTER TABLE "Stop" ADD CONSTRAINT "Stop_visit_part_check" CHECK ("visitPart" BETWEEN 1 AND "visitParts");
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_visit_part_check" CHECK (("visitPart" IS NULL) = ("visitParts" IS NULL) AND ("visitPart" IS NULL OR "visitId" IS NOT NULL AND "visitPart" BETWEEN 1 AND "visitParts"));
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_visit_day_check" CHECK ("visitId" IS NULL OR "day" IS NOT NULL);

-- What a visit is never changes: plans and reports of all times name it.
CREATE TRIGGER "Visit_immutable" BEFORE UPDATE ON "Visit" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();

-- AddForeignKey
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_pointId_fkey" FOREIGN KEY ("pointId") REFERENCES "CollectionPoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Stop" ADD CONSTRAINT "Stop_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UnservedVisit" ADD CONSTRAINT "UnservedVisit_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_shiftId_fkey" FOREIGN KEY ("shiftId") REFERENCES "Shift"("id") ON DELETE NO ACTION ON UPDATE CASCADE;
