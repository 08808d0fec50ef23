-- Market days and days of a school: where they are fixed, nobody proposes others.
ALTER TABLE "CollectionPoint" ADD COLUMN "daysFixed" BOOLEAN NOT NULL DEFAULT false;

-- Other collection days for the points of a week, and what they would bring: asked for, reckoned by a worker, and nothing until it is accepted.
CREATE TABLE "WeekProposal" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "monday" DATE NOT NULL,
    "inputs" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "progress" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "result" JSONB,
    "requestedBy" TEXT,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    "acceptances" JSONB NOT NULL DEFAULT '[]',
    CONSTRAINT "WeekProposal_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "WeekProposal_state_check" CHECK ("state" IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    CONSTRAINT "WeekProposal_progress_check" CHECK ("progress" BETWEEN 0 AND 100)
);
ALTER TABLE "WeekProposal" ADD CONSTRAINT "WeekProposal_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "WeekProposal_townId_monday_idx" ON "WeekProposal"("townId", "monday");
-- One at a time in a town.
CREATE UNIQUE INDEX "WeekProposal_open" ON "WeekProposal"("townId") WHERE "state" IN ('queued', 'running');
