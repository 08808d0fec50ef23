-- What crews tell of beside their stops, each by the id its phone gave it; that the office has dealt with it is a row of its own.
CREATE TABLE "Incident" (
  "id" UUID NOT NULL,
  "townId" UUID NOT NULL,
  "truckId" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "day" DATE NOT NULL,
  "lon" DOUBLE PRECISION,
  "lat" DOUBLE PRECISION,
  "note" TEXT,
  "photoIds" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[],
  "doneAt" TIMESTAMPTZ(3) NOT NULL,
  "deviceDoneAt" TIMESTAMPTZ(3),
  "arrivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "reportedBy" TEXT,
  CONSTRAINT "Incident_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Incident_kind_check" CHECK ("kind" IN ('breakdown', 'accident', 'blocked-road', 'spill', 'dumped-waste', 'full')),
  CONSTRAINT "Incident_place_check" CHECK (("lon" IS NULL) = ("lat" IS NULL)),
  CONSTRAINT "Incident_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "Incident_truckId_fkey" FOREIGN KEY ("truckId") REFERENCES "Truck"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "Incident_townId_day_idx" ON "Incident"("townId", "day");
CREATE INDEX "Incident_truckId_doneAt_idx" ON "Incident"("truckId", "doneAt");
CREATE TRIGGER "Incident_immutable" BEFORE UPDATE ON "Incident" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
CREATE TRIGGER "Incident_kept" BEFORE DELETE ON "Incident" FOR EACH ROW EXECUTE FUNCTION "refuse_removal"();

CREATE TABLE "IncidentClosing" (
  "incidentId" UUID NOT NULL,
  "remark" TEXT NOT NULL,
  "by" TEXT,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "IncidentClosing_pkey" PRIMARY KEY ("incidentId"),
  CONSTRAINT "IncidentClosing_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TRIGGER "IncidentClosing_immutable" BEFORE UPDATE ON "IncidentClosing" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
CREATE TRIGGER "IncidentClosing_kept" BEFORE DELETE ON "IncidentClosing" FOR EACH ROW EXECUTE FUNCTION "refuse_removal"();
