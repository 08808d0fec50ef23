-- Reports made from the ledger, each kept with what it was made from.
CREATE TABLE "Report" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE NOT NULL,
    "unitId" UUID,
    "cooperativeId" UUID,
    "format" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "progress" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "requestedBy" TEXT,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    "cutOff" TIMESTAMPTZ(3),
    "ruleVersion" INTEGER,
    "form" TEXT,
    "checksum" TEXT,
    "sizeBytes" INTEGER,

    CONSTRAINT "Report_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Report_kind_check" CHECK ("kind" IN ('period', 'yearly')),
    CONSTRAINT "Report_format_check" CHECK ("format" IN ('docx', 'pdf', 'xlsx')),
    CONSTRAINT "Report_language_check" CHECK ("language" IN ('vi', 'en')),
    CONSTRAINT "Report_state_check" CHECK ("state" IN ('queued', 'running', 'done', 'failed')),
    CONSTRAINT "Report_failure_check" CHECK ("failure" IN ('being-computed', 'unexpected')),
    CONSTRAINT "Report_scope_check" CHECK ("unitId" IS NULL OR "cooperativeId" IS NULL)
);
CREATE INDEX "Report_townId_requestedAt_idx" ON "Report"("townId", "requestedAt" DESC);
ALTER TABLE "Report" ADD CONSTRAINT "Report_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Report" ADD CONSTRAINT "Report_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Report" ADD CONSTRAINT "Report_cooperativeId_fkey" FOREIGN KEY ("cooperativeId") REFERENCES "Cooperative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- That the managers were reminded of a year's report, and when.
CREATE TABLE "ReportReminder" (
    "townId" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReportReminder_pkey" PRIMARY KEY ("townId", "year")
);
ALTER TABLE "ReportReminder" ADD CONSTRAINT "ReportReminder_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
