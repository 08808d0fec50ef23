-- AlterTable
ALTER TABLE "PlanRevision" ADD COLUMN     "parentId" UUID;

-- CreateTable
CREATE TABLE "PlanRun" (
    "id" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "origin" TEXT NOT NULL DEFAULT 'planned',
    "state" TEXT NOT NULL DEFAULT 'queued',
    "phase" TEXT,
    "percent" INTEGER NOT NULL DEFAULT 0,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "cancelRequested" BOOLEAN NOT NULL DEFAULT false,
    "options" JSONB NOT NULL DEFAULT '{}',
    "bestCost" JSONB,
    "failure" JSONB,
    "requestedBy" TEXT,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PlanRun_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PlanRun_planId_requestedAt_idx" ON "PlanRun"("planId", "requestedAt");

-- CreateIndex
CREATE INDEX "PlanRevision_parentId_idx" ON "PlanRevision"("parentId");

-- The present run of each plan, and those of which only the revision is left: all that is known of them is that it was stored.
INSERT INTO "PlanRun" ("id", "planId", "state", "phase", "percent", "attempt", "cancelRequested", "options", "bestCost", "failure",
                       "requestedBy", "requestedAt", "startedAt", "finishedAt", "updatedAt")
SELECT "runId", "id", "state", "phase", "percent", "attempt", "cancelRequested", "options", "bestCost", "failure",
       "requestedBy", COALESCE("startedAt", "updatedAt"), "startedAt", "finishedAt", "updatedAt"
  FROM "Plan";
INSERT INTO "PlanRun" ("id", "planId", "state", "percent", "attempt", "requestedBy", "requestedAt", "finishedAt", "updatedAt")
SELECT "runId", "planId", 'done', 100, 1, "createdBy", "createdAt", "createdAt", "createdAt"
  FROM "PlanRevision" WHERE "runId" IS NOT NULL
ON CONFLICT ("id") DO NOTHING;

ALTER TABLE "PlanRun" ADD CONSTRAINT "PlanRun_origin_check" CHECK ("origin" IN ('planned', 'edited', 'replanned', 'restored'));
ALTER TABLE "PlanRun" ADD CONSTRAINT "PlanRun_state_check" CHECK ("state" IN ('queued', 'running', 'done', 'failed', 'cancelled'));
ALTER TABLE "PlanRun" ADD CONSTRAINT "PlanRun_phase_check" CHECK ("phase" IN ('collecting', 'matrix', 'solving', 'checking', 'routing', 'storing', 'explaining'));
ALTER TABLE "PlanRun" ADD CONSTRAINT "PlanRun_percent_check" CHECK ("percent" BETWEEN 0 AND 100);
ALTER TABLE "PlanRun" ADD CONSTRAINT "PlanRun_failure_check" CHECK ("state" <> 'failed' OR "failure" IS NOT NULL);
-- A day is planned by one at a time.
CREATE UNIQUE INDEX "PlanRun_one_open" ON "PlanRun" ("planId") WHERE "state" IN ('queued', 'running');

ALTER TABLE "PlanRevision" DISABLE TRIGGER "PlanRevision_immutable";
ALTER TABLE "PlanRevision" DROP CONSTRAINT "PlanRevision_origin_check";
UPDATE "PlanRevision" SET "origin" = CASE "origin" WHEN 'edit' THEN 'edited' WHEN 'replan' THEN 'replanned' ELSE 'planned' END;
ALTER TABLE "PlanRevision" ADD CONSTRAINT "PlanRevision_origin_check" CHECK ("origin" IN ('planned', 'edited', 'replanned', 'restored'));
ALTER TABLE "PlanRevision" ENABLE TRIGGER "PlanRevision_immutable";

-- A revision comes from one of the same plan, and from a run of it.
CREATE FUNCTION "check_revision_origin"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."parentId" IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM "PlanRevision" WHERE "id" = NEW."parentId" AND "planId" = NEW."planId"
  ) OR NEW."runId" IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM "PlanRun" WHERE "id" = NEW."runId" AND "planId" = NEW."planId"
  ) THEN
    RAISE EXCEPTION 'revision % of plan % comes from another plan', NEW."number", NEW."planId" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "PlanRevision_of_one_plan" BEFORE INSERT ON "PlanRevision" FOR EACH ROW EXECUTE FUNCTION "check_revision_origin"();

-- AddForeignKey
ALTER TABLE "PlanRun" ADD CONSTRAINT "PlanRun_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanRevision" ADD CONSTRAINT "PlanRevision_runId_fkey" FOREIGN KEY ("runId") REFERENCES "PlanRun"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanRevision" ADD CONSTRAINT "PlanRevision_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "PlanRevision"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What is told of runs now.
ALTER TABLE "Plan" DROP COLUMN "attempt",
DROP COLUMN "bestCost",
DROP COLUMN "cancelRequested",
DROP COLUMN "failure",
DROP COLUMN "finishedAt",
DROP COLUMN "options",
DROP COLUMN "percent",
DROP COLUMN "phase",
DROP COLUMN "requestedBy",
DROP COLUMN "runId",
DROP COLUMN "startedAt",
DROP COLUMN "state",
DROP COLUMN "updatedAt";
