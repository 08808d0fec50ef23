-- What a row may never be, whoever writes it. The closed lists stand in domain/; a test holds the two against each other.

ALTER TABLE "User" ADD CONSTRAINT "User_role_check" CHECK ("role" IN ('admin', 'dispatcher', 'manager', 'driver'));
ALTER TABLE "User" ADD CONSTRAINT "User_language_check" CHECK ("language" IN ('vi', 'en'));

ALTER TABLE "Area" ADD CONSTRAINT "Area_state_check" CHECK ("state" IN ('importing', 'ready', 'failed'));
ALTER TABLE "Area" ADD CONSTRAINT "Area_bbox_check" CHECK (cardinality("bbox") = 4);
ALTER TABLE "Area" ADD CONSTRAINT "Area_active_is_ready_check" CHECK (NOT "isActive" OR "state" = 'ready');
-- At most one area is active.
CREATE UNIQUE INDEX "Area_one_active" ON "Area" ("isActive") WHERE "isActive";

ALTER TABLE "AreaImport" ADD CONSTRAINT "AreaImport_state_check" CHECK ("state" IN ('queued', 'running', 'done', 'failed', 'cancelled'));
ALTER TABLE "AreaImport" ADD CONSTRAINT "AreaImport_phase_check" CHECK ("phase" IN ('reading', 'graph', 'base-map', 'rows', 'snapping', 'reach', 'storing'));
ALTER TABLE "AreaImport" ADD CONSTRAINT "AreaImport_percent_check" CHECK ("percent" BETWEEN 0 AND 100);
ALTER TABLE "AreaImport" ADD CONSTRAINT "AreaImport_failure_check" CHECK ("state" <> 'failed' OR "failure" IS NOT NULL);

ALTER TABLE "Unit" ADD CONSTRAINT "Unit_kind_check" CHECK ("kind" IN ('ward', 'commune', 'municipality'));
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_setting_check" CHECK ("setting" IN ('urban', 'rural'));
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_population_check" CHECK ("population" >= 0);
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_validity_check" CHECK ("validTo" IS NULL OR "validTo" > "validFrom");

ALTER TABLE "ResidentialGroup" ADD CONSTRAINT "ResidentialGroup_people_check" CHECK ("households" >= 0 AND "people" >= 0);

ALTER TABLE "Cooperative" ADD CONSTRAINT "Cooperative_kind_check" CHECK ("kind" IN ('cooperative', 'company', 'ward-team'));

ALTER TABLE "CollectionPoint" ADD CONSTRAINT "CollectionPoint_kind_check" CHECK ("kind" IN ('gathering-point', 'container', 'market', 'school', 'clinic', 'business'));
ALTER TABLE "CollectionPoint" ADD CONSTRAINT "CollectionPoint_place_check" CHECK ("lon" BETWEEN -180 AND 180 AND "lat" BETWEEN -90 AND 90 AND "roadLon" BETWEEN -180 AND 180 AND "roadLat" BETWEEN -90 AND 90 AND "roadDistanceMetres" >= 0);
ALTER TABLE "CollectionPoint" ADD CONSTRAINT "CollectionPoint_amounts_check" CHECK ("containers" >= 0 AND "householdsServed" >= 0 AND "serviceSeconds" >= 0);
ALTER TABLE "CollectionPoint" ADD CONSTRAINT "CollectionPoint_limits_check" CHECK (("maxWeightTonnes" IS NULL OR "maxWeightTonnes" > 0) AND ("maxWidthMetres" IS NULL OR "maxWidthMetres" > 0) AND ("maxHeightMetres" IS NULL OR "maxHeightMetres" > 0));
ALTER TABLE "CollectionPoint" ADD CONSTRAINT "CollectionPoint_windows_check" CHECK (jsonb_typeof("windows") = 'array');

ALTER TABLE "PointStream" ADD CONSTRAINT "PointStream_stream_check" CHECK ("stream" IN ('household-other', 'food', 'recyclable', 'bulky', 'construction', 'pesticide-packaging', 'medical', 'hazardous'));
ALTER TABLE "PointStream" ADD CONSTRAINT "PointStream_expected_check" CHECK ("expectedKgPerDay" >= 0 AND "expectedKgPerDay" < 1000000);
ALTER TABLE "PointStream" ADD CONSTRAINT "PointStream_weekdays_check" CHECK ("weekdays" <@ ARRAY[1, 2, 3, 4, 5, 6, 7]);

ALTER TABLE "PointReach" ADD CONSTRAINT "PointReach_kind_check" CHECK ("kind" IN ('on-foot', 'straight-line'));
ALTER TABLE "PointReach" ADD CONSTRAINT "PointReach_metres_check" CHECK ("metres" > 0);

ALTER TABLE "Facility" ADD CONSTRAINT "Facility_kind_check" CHECK ("kind" IN ('depot', 'transfer-station', 'landfill', 'treatment-plant'));
ALTER TABLE "Facility" ADD CONSTRAINT "Facility_place_check" CHECK ("lon" BETWEEN -180 AND 180 AND "lat" BETWEEN -90 AND 90 AND "roadLon" BETWEEN -180 AND 180 AND "roadLat" BETWEEN -90 AND 90 AND "roadDistanceMetres" >= 0);
ALTER TABLE "Facility" ADD CONSTRAINT "Facility_amounts_check" CHECK ("unloadSeconds" >= 0 AND ("dailyIntakeKg" IS NULL OR "dailyIntakeKg" >= 0));
ALTER TABLE "Facility" ADD CONSTRAINT "Facility_windows_check" CHECK (jsonb_typeof("windows") = 'array');
ALTER TABLE "Facility" ADD CONSTRAINT "Facility_streams_check" CHECK ("acceptedStreams" <@ ARRAY['household-other', 'food', 'recyclable', 'bulky', 'construction', 'pesticide-packaging', 'medical', 'hazardous']);

ALTER TABLE "Truck" ADD CONSTRAINT "Truck_number_check" CHECK ("number" >= 1);
ALTER TABLE "Truck" ADD CONSTRAINT "Truck_size_check" CHECK ("capacityKg" > 0 AND "capacityLitres" > 0 AND "heightMetres" > 0 AND "widthMetres" > 0 AND "weightTonnes" > 0);
ALTER TABLE "Truck" ADD CONSTRAINT "Truck_costs_check" CHECK ("costPerDay" >= 0 AND "costPerHour" >= 0 AND "costPerKm" >= 0);
ALTER TABLE "Truck" ADD CONSTRAINT "Truck_streams_check" CHECK ("streams" <@ ARRAY['household-other', 'food', 'recyclable', 'bulky', 'construction', 'pesticide-packaging', 'medical', 'hazardous']);

ALTER TABLE "Shift" ADD CONSTRAINT "Shift_times_check" CHECK ("startSecond" >= 0 AND "startSecond" < 86400 AND "endSecond" > "startSecond" AND "endSecond" <= 172800 AND "maxOvertimeSeconds" >= 0);
ALTER TABLE "Shift" ADD CONSTRAINT "Shift_weekdays_check" CHECK ("weekdays" <@ ARRAY[1, 2, 3, 4, 5, 6, 7]);
ALTER TABLE "Shift" ADD CONSTRAINT "Shift_breaks_check" CHECK (jsonb_typeof("breaks") = 'array');

ALTER TABLE "Target" ADD CONSTRAINT "Target_setting_check" CHECK ("setting" IN ('urban', 'rural', 'any'));
ALTER TABLE "Target" ADD CONSTRAINT "Target_share_check" CHECK ("share" BETWEEN 0 AND 1);
ALTER TABLE "Target" ADD CONSTRAINT "Target_streams_check" CHECK ("streams" <@ ARRAY['household-other', 'food', 'recyclable', 'bulky', 'construction', 'pesticide-packaging', 'medical', 'hazardous']);

ALTER TABLE "Plan" ADD CONSTRAINT "Plan_state_check" CHECK ("state" IN ('queued', 'running', 'done', 'failed', 'cancelled'));
ALTER TABLE "Plan" ADD CONSTRAINT "Plan_phase_check" CHECK ("phase" IN ('collecting', 'matrix', 'solving', 'checking', 'routing', 'storing'));
ALTER TABLE "Plan" ADD CONSTRAINT "Plan_percent_check" CHECK ("percent" BETWEEN 0 AND 100);
ALTER TABLE "Plan" ADD CONSTRAINT "Plan_failure_check" CHECK ("state" <> 'failed' OR "failure" IS NOT NULL);
ALTER TABLE "Plan" ADD CONSTRAINT "Plan_published_check" CHECK (("publishedRevisionId" IS NULL) = ("publishedAt" IS NULL));

ALTER TABLE "PlanRevision" ADD CONSTRAINT "PlanRevision_origin_check" CHECK ("origin" IN ('optimizer', 'edit', 'replan'));
ALTER TABLE "PlanRevision" ADD CONSTRAINT "PlanRevision_number_check" CHECK ("number" >= 1);

-- A plan may only publish a revision of its own.
CREATE FUNCTION "check_published_revision"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."publishedRevisionId" IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM "PlanRevision" WHERE "id" = NEW."publishedRevisionId" AND "planId" = NEW."id"
  ) THEN
    RAISE EXCEPTION 'plan % cannot publish revision % of another plan', NEW."id", NEW."publishedRevisionId"
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "Plan_published_revision" BEFORE INSERT OR UPDATE OF "publishedRevisionId" ON "Plan"
  FOR EACH ROW EXECUTE FUNCTION "check_published_revision"();

-- A revision never changes, nor does what it is made of; a whole plan may be deleted with its area.
CREATE FUNCTION "refuse_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a row of % is never changed', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "PlanRevision_immutable" BEFORE UPDATE ON "PlanRevision" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
CREATE TRIGGER "Route_immutable" BEFORE UPDATE ON "Route" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
CREATE TRIGGER "Stop_immutable" BEFORE UPDATE ON "Stop" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();

ALTER TABLE "Route" ADD CONSTRAINT "Route_times_check" CHECK ("endsAt" >= "startsAt");
ALTER TABLE "Route" ADD CONSTRAINT "Route_amounts_check" CHECK ("drivingSeconds" >= 0 AND "lengthMetres" >= 0 AND "waitSeconds" >= 0 AND "serviceSeconds" >= 0 AND "loadKg" >= 0 AND "costDong" >= 0);

ALTER TABLE "Trip" ADD CONSTRAINT "Trip_amounts_check" CHECK ("number" >= 1 AND "loadKg" >= 0 AND "loadLitres" >= 0);

ALTER TABLE "Stop" ADD CONSTRAINT "Stop_kind_check" CHECK ("kind" IN ('start', 'point', 'unload', 'break', 'end'));
ALTER TABLE "Stop" ADD CONSTRAINT "Stop_point_check" CHECK (("kind" = 'point') = ("pointId" IS NOT NULL) AND ("kind" = 'point') = ("stream" IS NOT NULL));
ALTER TABLE "Stop" ADD CONSTRAINT "Stop_facility_check" CHECK ("kind" <> 'unload' OR "facilityId" IS NOT NULL);
ALTER TABLE "Stop" ADD CONSTRAINT "Stop_times_check" CHECK ("arrivesAt" <= "startsAt" AND "startsAt" <= "departsAt");
ALTER TABLE "Stop" ADD CONSTRAINT "Stop_amounts_check" CHECK ("waitSeconds" >= 0 AND "loadKg" >= 0 AND "loadAfterKg" >= 0 AND "loadAfterLitres" >= 0 AND "legSeconds" >= 0 AND "legMetres" >= 0);

ALTER TABLE "UnservedVisit" ADD CONSTRAINT "UnservedVisit_reason_check" CHECK ("reason" IN ('no-capacity-left', 'no-time-left', 'window-cannot-be-met', 'no-allowed-truck', 'unreachable', 'stream-not-accepted-today', 'intake-exhausted'));

ALTER TABLE "Position" ADD CONSTRAINT "Position_place_check" CHECK ("lon" BETWEEN -180 AND 180 AND "lat" BETWEEN -90 AND 90);

ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_kind_check" CHECK ("kind" IN ('shift-started', 'served', 'skipped', 'unloaded', 'break-started', 'break-ended', 'shift-ended'));
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_grade_check" CHECK ("grade" IN ('weighed', 'confirmed', 'inferred', 'estimated'));
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_load_check" CHECK ("loadKg" IS NULL OR "loadKg" >= 0);

-- What happened stays as it was told. Only the pointer to a planned stop may be cleared, when that plan is deleted.
CREATE FUNCTION "keep_field_event"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."stopId" IS NULL AND (to_jsonb(NEW) - 'stopId') = (to_jsonb(OLD) - 'stopId') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a field event is never changed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "FieldEvent_append_only" BEFORE UPDATE ON "FieldEvent" FOR EACH ROW EXECUTE FUNCTION "keep_field_event"();

ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_weights_check" CHECK ("tareKg" >= 0 AND "grossKg" >= "tareKg" AND "netKg" = "grossKg" - "tareKg");

ALTER TABLE "Simulation" ADD CONSTRAINT "Simulation_state_check" CHECK ("state" IN ('starting', 'running', 'done', 'failed', 'stopped'));
ALTER TABLE "Simulation" ADD CONSTRAINT "Simulation_speed_check" CHECK ("speed" > 0);
-- One simulation at a time in an area.
CREATE UNIQUE INDEX "Simulation_one_running" ON "Simulation" ("areaId") WHERE "state" IN ('starting', 'running');
