-- The ledger: what was generated, collected and treated, day by day.

ALTER TABLE "FieldEvent" ADD COLUMN "massHow" TEXT;
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_massHow_check" CHECK ("massHow" IN ('typed', 'fill', 'default'));

-- CreateTable
CREATE TABLE "PointBelonging" (
    "pointId" UUID NOT NULL,
    "until" DATE NOT NULL,
    "unitId" UUID NOT NULL,
    "cooperativeId" UUID,

    CONSTRAINT "PointBelonging_pkey" PRIMARY KEY ("pointId","until")
);
ALTER TABLE "PointBelonging" ADD CONSTRAINT "PointBelonging_pointId_fkey" FOREIGN KEY ("pointId") REFERENCES "CollectionPoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "PointBelonging" ADD CONSTRAINT "PointBelonging_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "PointBelonging" ADD CONSTRAINT "PointBelonging_cooperativeId_fkey" FOREIGN KEY ("cooperativeId") REFERENCES "Cooperative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "FacilityTreatment" (
    "facilityId" UUID NOT NULL,
    "until" DATE NOT NULL,
    "treatsStreams" TEXT[],

    CONSTRAINT "FacilityTreatment_pkey" PRIMARY KEY ("facilityId","until")
);
ALTER TABLE "FacilityTreatment" ADD CONSTRAINT "FacilityTreatment_streams_check" CHECK ("treatsStreams" <@ ARRAY['household-other', 'food', 'recyclable', 'bulky', 'construction', 'pesticide-packaging', 'medical', 'hazardous']);
ALTER TABLE "FacilityTreatment" ADD CONSTRAINT "FacilityTreatment_facilityId_fkey" FOREIGN KEY ("facilityId") REFERENCES "Facility"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "LedgerDay" (
    "townId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "computedAt" TIMESTAMPTZ(3),
    "ruleVersion" INTEGER,

    CONSTRAINT "LedgerDay_pkey" PRIMARY KEY ("townId","day")
);
ALTER TABLE "LedgerDay" ADD CONSTRAINT "LedgerDay_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "LedgerCell" (
    "id" BIGSERIAL NOT NULL,
    "townId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "unitId" UUID,
    "stream" TEXT NOT NULL,
    "cooperativeId" UUID,
    "generatedKg" INTEGER NOT NULL,
    "dueKg" INTEGER NOT NULL,
    "weighedKg" INTEGER NOT NULL,
    "measuredKg" INTEGER NOT NULL,
    "estimatedKg" INTEGER NOT NULL,
    "treatedKg" INTEGER NOT NULL,
    "scheduled" INTEGER NOT NULL,
    "served" INTEGER NOT NULL,
    "confirmed" INTEGER NOT NULL,
    "inferred" INTEGER NOT NULL,
    "inputs" TEXT NOT NULL,
    "ruleVersion" INTEGER NOT NULL,
    "computedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "replaced" JSONB,

    CONSTRAINT "LedgerCell_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "LedgerCell_townId_day_idx" ON "LedgerCell"("townId", "day");
CREATE INDEX "LedgerCell_townId_unitId_day_idx" ON "LedgerCell"("townId", "unitId", "day");
-- One cell of a unit, stream, cooperative and day; the unassigned line and points without a cooperative are one like the others.
CREATE UNIQUE INDEX "LedgerCell_place" ON "LedgerCell"("townId", "day", (COALESCE("unitId", '00000000-0000-0000-0000-000000000000')), "stream", (COALESCE("cooperativeId", '00000000-0000-0000-0000-000000000000')));
ALTER TABLE "LedgerCell" ADD CONSTRAINT "LedgerCell_stream_check" CHECK ("stream" IN ('household-other', 'food', 'recyclable', 'bulky', 'construction', 'pesticide-packaging', 'medical', 'hazardous', 'unknown'));
ALTER TABLE "LedgerCell" ADD CONSTRAINT "LedgerCell_treated_check" CHECK ("treatedKg" <= "weighedKg" + "measuredKg" + "estimatedKg");
ALTER TABLE "LedgerCell" ADD CONSTRAINT "LedgerCell_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "LedgerCell" ADD CONSTRAINT "LedgerCell_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "LedgerCell" ADD CONSTRAINT "LedgerCell_cooperativeId_fkey" FOREIGN KEY ("cooperativeId") REFERENCES "Cooperative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "DirtyDay" (
    "id" BIGSERIAL NOT NULL,
    "townId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "cause" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DirtyDay_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "DirtyDay_townId_day_idx" ON "DirtyDay"("townId", "day");
ALTER TABLE "DirtyDay" ADD CONSTRAINT "DirtyDay_cause_check" CHECK ("cause" IN ('event', 'ticket', 'plan', 'register', 'clock'));
ALTER TABLE "DirtyDay" ADD CONSTRAINT "DirtyDay_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "LedgerMonth" (
    "townId" UUID NOT NULL,
    "month" DATE NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "closedBy" TEXT,
    "reopenedAt" TIMESTAMPTZ(3),
    "reopenedBy" TEXT,
    "reason" TEXT,

    CONSTRAINT "LedgerMonth_pkey" PRIMARY KEY ("townId","month")
);
ALTER TABLE "LedgerMonth" ADD CONSTRAINT "LedgerMonth_month_check" CHECK (EXTRACT(DAY FROM "month") = 1);
ALTER TABLE "LedgerMonth" ADD CONSTRAINT "LedgerMonth_reopened_check" CHECK (("reopenedAt" IS NULL) = ("reason" IS NULL));
ALTER TABLE "LedgerMonth" ADD CONSTRAINT "LedgerMonth_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whatever touches a day says so in its own transaction, whoever writes it: then no way of writing can forget it.

-- Marks the days of the ledger from `first` to before `until` (null: without end) as touched. A day that is not in the ledger yet is
-- computed from what holds by then.
CREATE FUNCTION "mark_ledger_days"(town UUID, first DATE, until DATE, why TEXT) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "DirtyDay" ("townId", "day", "cause")
  SELECT "townId", "day", why FROM "LedgerDay"
   WHERE "townId" = town AND "day" >= COALESCE(first, '-infinity'::date) AND "day" < COALESCE(until, 'infinity'::date)
$$;

-- Of a statement's rows, that have a town and a service day. A town that is being deleted takes its marks with it.
CREATE FUNCTION "mark_days_of_rows"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "DirtyDay" ("townId", "day", "cause")
  SELECT DISTINCT written."townId", written."day", TG_ARGV[0] FROM "written" written
   WHERE written."day" IS NOT NULL AND EXISTS (SELECT 1 FROM "Town" town WHERE town."id" = written."townId");
  RETURN NULL;
END $$;
CREATE FUNCTION "mark_days_of_events"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "DirtyDay" ("townId", "day", "cause")
  SELECT DISTINCT written."townId", written."day", 'event' FROM "written" written
   WHERE written."day" IS NOT NULL AND written."kind" IN ('served', 'skipped', 'unloaded')
     AND EXISTS (SELECT 1 FROM "Town" town WHERE town."id" = written."townId");
  RETURN NULL;
END $$;
CREATE TRIGGER "FieldEvent_marks_new" AFTER INSERT ON "FieldEvent" REFERENCING NEW TABLE AS "written" FOR EACH STATEMENT EXECUTE FUNCTION "mark_days_of_events"();
CREATE TRIGGER "FieldEvent_marks_gone" AFTER DELETE ON "FieldEvent" REFERENCING OLD TABLE AS "written" FOR EACH STATEMENT EXECUTE FUNCTION "mark_days_of_events"();
CREATE TRIGGER "Ticket_marks_new" AFTER INSERT ON "Ticket" REFERENCING NEW TABLE AS "written" FOR EACH STATEMENT EXECUTE FUNCTION "mark_days_of_rows"('ticket');
CREATE TRIGGER "Ticket_marks_changed" AFTER UPDATE ON "Ticket" REFERENCING NEW TABLE AS "written" FOR EACH STATEMENT EXECUTE FUNCTION "mark_days_of_rows"('ticket');
CREATE TRIGGER "Ticket_marks_before" AFTER UPDATE ON "Ticket" REFERENCING OLD TABLE AS "written" FOR EACH STATEMENT EXECUTE FUNCTION "mark_days_of_rows"('ticket');
CREATE TRIGGER "Ticket_marks_gone" AFTER DELETE ON "Ticket" REFERENCING OLD TABLE AS "written" FOR EACH STATEMENT EXECUTE FUNCTION "mark_days_of_rows"('ticket');

CREATE FUNCTION "mark_day_of_plan"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' OR NEW."publishedRevisionId" IS NOT NULL THEN
    INSERT INTO "DirtyDay" ("townId", "day", "cause") VALUES (NEW."townId", NEW."day", 'plan');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Plan_marks" AFTER INSERT OR UPDATE OF "publishedRevisionId" ON "Plan" FOR EACH ROW EXECUTE FUNCTION "mark_day_of_plan"();

-- A factor holds until the next of its kind.
CREATE FUNCTION "mark_days_of_factor"(factor "Factor") RETURNS void LANGUAGE sql AS $$
  SELECT "mark_ledger_days"(factor."townId", factor."validFrom",
    (SELECT min(later."validFrom") FROM "Factor" later
      WHERE later."townId" = factor."townId" AND later."kind" = factor."kind" AND later."setting" = factor."setting"
        AND later."stream" IS NOT DISTINCT FROM factor."stream" AND later."isActive" AND later."id" <> factor."id"
        AND later."validFrom" > factor."validFrom"), 'register')
   WHERE factor."kind" IN ('generation', 'composition')
$$;
CREATE FUNCTION "mark_factor"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW."kind", NEW."setting", NEW."stream", NEW."value", NEW."validFrom", NEW."isActive")
     IS NOT DISTINCT FROM (OLD."kind", OLD."setting", OLD."stream", OLD."value", OLD."validFrom", OLD."isActive") THEN
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN PERFORM "mark_days_of_factor"(OLD); END IF;
  IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW."validFrom" <> OLD."validFrom") THEN PERFORM "mark_days_of_factor"(NEW); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Factor_marks" AFTER INSERT OR UPDATE OR DELETE ON "Factor" FOR EACH ROW EXECUTE FUNCTION "mark_factor"();

-- A count of people holds until the next of its unit.
CREATE FUNCTION "mark_days_of_count"(counted "UnitPopulation") RETURNS void LANGUAGE sql AS $$
  SELECT "mark_ledger_days"(unit."townId", counted."validFrom",
    (SELECT min(later."validFrom") FROM "UnitPopulation" later
      WHERE later."unitId" = counted."unitId" AND later."validFrom" > counted."validFrom"), 'register')
    FROM "Unit" unit WHERE unit."id" = counted."unitId"
$$;
CREATE FUNCTION "mark_count"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW."people" = OLD."people" AND NEW."validFrom" = OLD."validFrom" THEN RETURN NULL; END IF;
  IF TG_OP <> 'INSERT' THEN PERFORM "mark_days_of_count"(OLD); END IF;
  IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW."validFrom" <> OLD."validFrom") THEN PERFORM "mark_days_of_count"(NEW); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "UnitPopulation_marks" AFTER INSERT OR UPDATE OR DELETE ON "UnitPopulation" FOR EACH ROW EXECUTE FUNCTION "mark_count"();

CREATE FUNCTION "mark_unit"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM "mark_ledger_days"(NEW."townId", NEW."validFrom", NEW."validTo", 'register');
  ELSIF (NEW."setting", NEW."population", NEW."geometry", NEW."validFrom") IS DISTINCT FROM (OLD."setting", OLD."population", OLD."geometry", OLD."validFrom") THEN
    PERFORM "mark_ledger_days"(NEW."townId", LEAST(NEW."validFrom", OLD."validFrom"),
      GREATEST(COALESCE(NEW."validTo", 'infinity'::date), COALESCE(OLD."validTo", 'infinity'::date)), 'register');
  ELSIF NEW."validTo" IS DISTINCT FROM OLD."validTo" THEN
    PERFORM "mark_ledger_days"(NEW."townId", LEAST(COALESCE(NEW."validTo", 'infinity'::date), COALESCE(OLD."validTo", 'infinity'::date)),
      GREATEST(COALESCE(NEW."validTo", 'infinity'::date), COALESCE(OLD."validTo", 'infinity'::date)), 'register');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Unit_marks" AFTER INSERT OR UPDATE ON "Unit" FOR EACH ROW EXECUTE FUNCTION "mark_unit"();

CREATE FUNCTION "mark_generator"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM "mark_ledger_days"(NEW."townId", NEW."validFrom", NEW."validTo", 'register');
  ELSIF (NEW."unitId", NEW."amounts", NEW."validFrom", NEW."isActive", NEW."lon", NEW."lat") IS DISTINCT FROM (OLD."unitId", OLD."amounts", OLD."validFrom", OLD."isActive", OLD."lon", OLD."lat") THEN
    PERFORM "mark_ledger_days"(NEW."townId", LEAST(NEW."validFrom", OLD."validFrom"),
      GREATEST(COALESCE(NEW."validTo", 'infinity'::date), COALESCE(OLD."validTo", 'infinity'::date)), 'register');
  ELSIF NEW."validTo" IS DISTINCT FROM OLD."validTo" THEN
    PERFORM "mark_ledger_days"(NEW."townId", LEAST(COALESCE(NEW."validTo", 'infinity'::date), COALESCE(OLD."validTo", 'infinity'::date)),
      GREATEST(COALESCE(NEW."validTo", 'infinity'::date), COALESCE(OLD."validTo", 'infinity'::date)), 'register');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Generator_marks" AFTER INSERT OR UPDATE ON "Generator" FOR EACH ROW EXECUTE FUNCTION "mark_generator"();

-- What a facility treats holds since the last change that was kept with its day; without one it was put right for all time.
CREATE FUNCTION "mark_facility"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "mark_ledger_days"(NEW."townId", (SELECT max("until") FROM "FacilityTreatment" WHERE "facilityId" = NEW."id"), NULL, 'register');
  RETURN NULL;
END $$;
CREATE TRIGGER "Facility_marks" AFTER UPDATE OF "treatsStreams" ON "Facility" FOR EACH ROW
  WHEN (NEW."treatsStreams" IS DISTINCT FROM OLD."treatsStreams") EXECUTE FUNCTION "mark_facility"();

-- Unit and cooperative of a point count from the day of their change on.
CREATE FUNCTION "keep_point_belonging"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  today DATE := (SELECT (now() AT TIME ZONE town."timeZone")::date FROM "Town" town WHERE town."id" = NEW."townId");
BEGIN
  INSERT INTO "PointBelonging" ("pointId", "until", "unitId", "cooperativeId") VALUES (NEW."id", today, OLD."unitId", OLD."cooperativeId")
    ON CONFLICT DO NOTHING;
  PERFORM "mark_ledger_days"(NEW."townId", today, NULL, 'register');
  RETURN NULL;
END $$;
CREATE TRIGGER "CollectionPoint_belonging" AFTER UPDATE OF "unitId", "cooperativeId" ON "CollectionPoint" FOR EACH ROW
  WHEN ((NEW."unitId", NEW."cooperativeId") IS DISTINCT FROM (OLD."unitId", OLD."cooperativeId")) EXECUTE FUNCTION "keep_point_belonging"();

-- What a point is registered with counts only for visits that no plan expected anything of.
CREATE FUNCTION "mark_point_stream"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "DirtyDay" ("townId", "day", "cause")
  SELECT DISTINCT visit."townId", visit."day", 'register' FROM "Visit" visit
    JOIN "LedgerDay" computed ON computed."townId" = visit."townId" AND computed."day" = visit."day"
   WHERE visit."pointId" = NEW."pointId" AND visit."stream" = NEW."stream"
     AND visit."day" >= COALESCE((SELECT max(period."until") FROM "PointStreamPeriod" period
                                   WHERE period."pointId" = NEW."pointId" AND period."stream" = NEW."stream"), '-infinity'::date);
  RETURN NULL;
END $$;
CREATE TRIGGER "PointStream_marks" AFTER UPDATE OF "expectedKgPerDay" ON "PointStream" FOR EACH ROW
  WHEN (NEW."expectedKgPerDay" IS DISTINCT FROM OLD."expectedKgPerDay") EXECUTE FUNCTION "mark_point_stream"();
