-- What a day's plan would come to if something were otherwise: asked, answered by a worker, never published.
CREATE TABLE "WhatIf" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "revisionId" UUID NOT NULL,
    "cases" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "answer" JSONB,
    "requestedBy" TEXT,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "WhatIf_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "WhatIf_state_check" CHECK ("state" IN ('queued', 'done', 'failed'))
);
ALTER TABLE "WhatIf" ADD CONSTRAINT "WhatIf_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "WhatIf" ADD CONSTRAINT "WhatIf_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "WhatIf" ADD CONSTRAINT "WhatIf_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "PlanRevision"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "WhatIf_planId_idx" ON "WhatIf"("planId");
