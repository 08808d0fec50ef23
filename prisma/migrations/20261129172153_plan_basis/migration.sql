-- What a revision was made from: against it is held what the town's books say later. Revisions of before have none.
ALTER TABLE "PlanRevision" ADD COLUMN "basis" BYTEA;

-- Why something due is in no route: also because a truck, a facility or a street was out that day.
ALTER TABLE "UnservedVisit" DROP CONSTRAINT "UnservedVisit_reason_check";
ALTER TABLE "UnservedVisit" ADD CONSTRAINT "UnservedVisit_reason_check" CHECK ("reason" IN ('no-capacity-left', 'no-time-left', 'window-cannot-be-met', 'no-allowed-truck', 'unreachable', 'stream-not-accepted-today', 'intake-exhausted', 'truck-out', 'facility-closed', 'street-closed'));
