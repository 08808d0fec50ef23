-- Ways are kept once, not with each revision that drives them. What was kept with stops is kept once for each town and content.
CREATE TABLE "RoadLeg" (
  "id" UUID NOT NULL,
  "townId" UUID NOT NULL,
  "geometry" JSONB NOT NULL,
  "steps" JSONB NOT NULL,
  CONSTRAINT "RoadLeg_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "Stop" ADD COLUMN "legId" UUID;

CREATE TEMPORARY TABLE kept_leg ON COMMIT DROP AS
  SELECT leg."stopId", plan."townId", md5(plan."townId"::text || leg."geometry"::text || leg."steps"::text)::uuid AS id
    FROM "StopLeg" leg JOIN "Stop" stop ON stop."id" = leg."stopId" JOIN "Route" route ON route."id" = stop."routeId"
    JOIN "PlanRevision" revision ON revision."id" = route."revisionId" JOIN "Plan" plan ON plan."id" = revision."planId";
INSERT INTO "RoadLeg" ("id", "townId", "geometry", "steps")
  SELECT DISTINCT ON (kept.id) kept.id, kept."townId", leg."geometry", leg."steps"
    FROM kept_leg kept JOIN "StopLeg" leg ON leg."stopId" = kept."stopId" ORDER BY kept.id;
ALTER TABLE "Stop" DISABLE TRIGGER "Stop_immutable";
UPDATE "Stop" stop SET "legId" = kept.id FROM kept_leg kept WHERE kept."stopId" = stop."id";
ALTER TABLE "Stop" ENABLE TRIGGER "Stop_immutable";

DROP TABLE "StopLeg";
CREATE INDEX "RoadLeg_townId_idx" ON "RoadLeg"("townId");
CREATE INDEX "Stop_legId_idx" ON "Stop"("legId");
ALTER TABLE "RoadLeg" ADD CONSTRAINT "RoadLeg_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Stop" ADD CONSTRAINT "Stop_legId_fkey" FOREIGN KEY ("legId") REFERENCES "RoadLeg"("id") ON DELETE NO ACTION ON UPDATE CASCADE;
CREATE TRIGGER "RoadLeg_immutable" BEFORE UPDATE ON "RoadLeg" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
