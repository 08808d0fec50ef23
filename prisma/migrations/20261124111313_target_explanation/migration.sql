-- AlterTable
ALTER TABLE "PlanRevision" ADD COLUMN     "runId" UUID;

-- CreateTable
CREATE TABLE "TargetExplanation" (
    "revisionId" UUID NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "TargetExplanation_pkey" PRIMARY KEY ("revisionId")
);

-- CreateIndex
CREATE UNIQUE INDEX "PlanRevision_runId_key" ON "PlanRevision"("runId");

-- AddForeignKey
ALTER TABLE "TargetExplanation" ADD CONSTRAINT "TargetExplanation_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "PlanRevision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Plan" DROP CONSTRAINT "Plan_phase_check";
ALTER TABLE "Plan" ADD CONSTRAINT "Plan_phase_check" CHECK ("phase" IN ('collecting', 'matrix', 'solving', 'checking', 'routing', 'storing', 'explaining'));

CREATE TRIGGER "TargetExplanation_immutable" BEFORE UPDATE ON "TargetExplanation" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
