-- A day's plan is edited by hand: each step is a revision, undoing points back at an earlier one.
ALTER TABLE "Plan" ADD COLUMN "headRevisionId" UUID;
ALTER TABLE "Plan" ADD CONSTRAINT "Plan_headRevisionId_fkey" FOREIGN KEY ("headRevisionId") REFERENCES "PlanRevision"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE FUNCTION "check_head_revision"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."headRevisionId" IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM "PlanRevision" WHERE "id" = NEW."headRevisionId" AND "planId" = NEW."id"
  ) THEN
    RAISE EXCEPTION 'plan % cannot go on from revision % of another plan', NEW."id", NEW."headRevisionId"
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "Plan_head_revision" BEFORE INSERT OR UPDATE OF "headRevisionId" ON "Plan"
  FOR EACH ROW EXECUTE FUNCTION "check_head_revision"();

-- What a revision was made for, to go on from, and what was done to it by hand. Revisions of before have neither.
ALTER TABLE "PlanRevision" ADD COLUMN "made" BYTEA;
ALTER TABLE "PlanRevision" ADD COLUMN "edits" JSONB;

-- A visit may be taken out by hand, with a reason in words.
ALTER TABLE "UnservedVisit" ADD COLUMN "note" TEXT;
ALTER TABLE "UnservedVisit" DROP CONSTRAINT "UnservedVisit_reason_check";
ALTER TABLE "UnservedVisit" ADD CONSTRAINT "UnservedVisit_reason_check" CHECK ("reason" IN ('no-capacity-left', 'no-time-left', 'window-cannot-be-met', 'no-allowed-truck', 'unreachable', 'stream-not-accepted-today', 'intake-exhausted', 'truck-out', 'facility-closed', 'street-closed', 'taken-out'));

-- What a dispatcher holds fast of a day's plan.
CREATE TABLE "PlanLock" (
    "id" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "visitId" UUID,
    "truckId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT,

    CONSTRAINT "PlanLock_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "PlanLock_planId_kind_truckId_visitId_key" ON "PlanLock"("planId", "kind", "truckId", "visitId");
CREATE INDEX "PlanLock_visitId_idx" ON "PlanLock"("visitId");
CREATE INDEX "PlanLock_truckId_idx" ON "PlanLock"("truckId");
ALTER TABLE "PlanLock" ADD CONSTRAINT "PlanLock_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "PlanLock" ADD CONSTRAINT "PlanLock_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "PlanLock" ADD CONSTRAINT "PlanLock_truckId_fkey" FOREIGN KEY ("truckId") REFERENCES "Truck"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "PlanLock" ADD CONSTRAINT "PlanLock_kind_check" CHECK ("kind" IN ('visit-truck', 'visit-place', 'route', 'truck'));
ALTER TABLE "PlanLock" ADD CONSTRAINT "PlanLock_visit_check" CHECK (("visitId" IS NOT NULL) = ("kind" IN ('visit-truck', 'visit-place')));
-- What belongs to no visit is locked once, too.
CREATE UNIQUE INDEX "PlanLock_without_visit" ON "PlanLock"("planId", "kind", "truckId") WHERE "visitId" IS NULL;
