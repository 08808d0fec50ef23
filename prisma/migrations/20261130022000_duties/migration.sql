-- The indicators and tasks of the town's resolution: who answers for what, until when, and how far it is.
CREATE TABLE "Duty" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "number" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "inCharge" TEXT NOT NULL DEFAULT '',
    "dueOn" DATE,
    "state" TEXT NOT NULL DEFAULT 'open',
    "aim" TEXT NOT NULL DEFAULT '',
    "result" TEXT NOT NULL DEFAULT '',
    "figure" TEXT,
    "remark" TEXT NOT NULL DEFAULT '',
    "evidence" TEXT NOT NULL DEFAULT '',
    "isActive" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedBy" TEXT,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Duty_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Duty_kind_check" CHECK ("kind" IN ('indicator', 'task')),
    CONSTRAINT "Duty_state_check" CHECK ("state" IN ('open', 'under-way', 'done', 'stopped')),
    CONSTRAINT "Duty_figure_check" CHECK ("figure" IN ('urban-solid', 'rural-solid', 'dangerous'))
);
CREATE INDEX "Duty_townId_idx" ON "Duty"("townId");
ALTER TABLE "Duty" ADD CONSTRAINT "Duty_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
