-- Who planned, edited, published, locked and simulated is kept by account, not by name: a name may be given anew. Where one account
-- alone has the name it is meant; where none or several have it the name stays, and is shown as it is.
CREATE TEMPORARY TABLE named AS
  SELECT name, min(id) AS id FROM "User" GROUP BY name HAVING count(*) = 1;

UPDATE "Plan" SET "publishedBy" = named.id FROM named WHERE "publishedBy" = named.name;
UPDATE "PlanRun" SET "requestedBy" = named.id FROM named WHERE "requestedBy" = named.name;
ALTER TABLE "PlanRevision" DISABLE TRIGGER "PlanRevision_immutable";
UPDATE "PlanRevision" SET "createdBy" = named.id FROM named WHERE "createdBy" = named.name;
ALTER TABLE "PlanRevision" ENABLE TRIGGER "PlanRevision_immutable";
UPDATE "PlanLock" SET "createdBy" = named.id FROM named WHERE "createdBy" = named.name;
UPDATE "Simulation" SET "startedBy" = named.id FROM named WHERE "startedBy" = named.name;
DROP TABLE named;
