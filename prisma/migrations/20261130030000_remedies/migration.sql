-- What would close the gaps of a town, reckoned by a worker and kept with what it was reckoned from.
CREATE TABLE "RemedyStudy" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "progress" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "requestedBy" TEXT,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    "study" JSONB,

    CONSTRAINT "RemedyStudy_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "RemedyStudy_state_check" CHECK ("state" IN ('queued', 'running', 'done', 'failed')),
    CONSTRAINT "RemedyStudy_failure_check" CHECK ("failure" IN ('too-few-days', 'no-roads', 'unexpected')),
    CONSTRAINT "RemedyStudy_done_check" CHECK (("state" = 'done') = ("study" IS NOT NULL)),
    CONSTRAINT "RemedyStudy_finished_check" CHECK (("state" IN ('done', 'failed')) = ("finishedAt" IS NOT NULL))
);
CREATE INDEX "RemedyStudy_townId_requestedAt_idx" ON "RemedyStudy"("townId", "requestedAt" DESC);
-- One at a time.
CREATE UNIQUE INDEX "RemedyStudy_open" ON "RemedyStudy"("townId") WHERE "state" IN ('queued', 'running');
ALTER TABLE "RemedyStudy" ADD CONSTRAINT "RemedyStudy_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
