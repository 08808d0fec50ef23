-- A revision made by hand mostly solves what its parent solved: it names the revision that keeps it instead of keeping it again.
ALTER TABLE "PlanRevision" ALTER COLUMN "instance" DROP NOT NULL;
ALTER TABLE "PlanRevision" ADD COLUMN "instanceOfId" UUID;
ALTER TABLE "PlanRevision" ADD CONSTRAINT "PlanRevision_instanceOfId_fkey" FOREIGN KEY ("instanceOfId") REFERENCES "PlanRevision"("id") ON DELETE NO ACTION ON UPDATE CASCADE;
ALTER TABLE "PlanRevision" ADD CONSTRAINT "PlanRevision_instance_check" CHECK (("instance" IS NULL) <> ("instanceOfId" IS NULL));
CREATE INDEX "PlanRevision_instanceOfId_idx" ON "PlanRevision"("instanceOfId");

-- They are packed already: PostgreSQL need not try it again, which takes it seconds for a large day.
ALTER TABLE "PlanRevision" ALTER COLUMN "instance" SET STORAGE EXTERNAL, ALTER COLUMN "made" SET STORAGE EXTERNAL, ALTER COLUMN "basis" SET STORAGE EXTERNAL;
ALTER TABLE "TownSnapshot" ALTER COLUMN "content" SET STORAGE EXTERNAL;
