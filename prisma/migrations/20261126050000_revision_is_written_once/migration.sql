-- Nothing is added to a revision that is finished: what it is made of comes in the transaction that writes the revision
-- itself. (Rows of that transaction bear its number; a savepoint before the revision would give them another.) What would
-- close its missed targets is found later and stands beside it, once.
CREATE FUNCTION "refuse_late_part"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  late UUID;
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'Route', 'UnservedVisit' THEN
      SELECT revision."id" INTO late FROM added
        JOIN "PlanRevision" revision ON revision."id" = added."revisionId"
       WHERE revision.xmin <> pg_current_xact_id()::xid LIMIT 1;
    WHEN 'Trip', 'Stop' THEN
      SELECT revision."id" INTO late FROM added
        JOIN "Route" route ON route."id" = added."routeId"
        JOIN "PlanRevision" revision ON revision."id" = route."revisionId"
       WHERE revision.xmin <> pg_current_xact_id()::xid LIMIT 1;
    WHEN 'StopLeg' THEN
      SELECT revision."id" INTO late FROM added
        JOIN "Stop" stop ON stop."id" = added."stopId"
        JOIN "Route" route ON route."id" = stop."routeId"
        JOIN "PlanRevision" revision ON revision."id" = route."revisionId"
       WHERE revision.xmin <> pg_current_xact_id()::xid LIMIT 1;
  END CASE;
  IF late IS NOT NULL THEN
    RAISE EXCEPTION 'revision % is finished: no row of % is added to it', late, TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Route_complete" AFTER INSERT ON "Route" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "refuse_late_part"();
CREATE TRIGGER "Trip_complete" AFTER INSERT ON "Trip" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "refuse_late_part"();
CREATE TRIGGER "Stop_complete" AFTER INSERT ON "Stop" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "refuse_late_part"();
CREATE TRIGGER "StopLeg_complete" AFTER INSERT ON "StopLeg" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "refuse_late_part"();
CREATE TRIGGER "UnservedVisit_complete" AFTER INSERT ON "UnservedVisit" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "refuse_late_part"();

-- Nor is anything taken out of it. A whole plan may be deleted with all its revisions: then whatever a row belongs to is
-- gone before the row.
CREATE FUNCTION "refuse_lone_deletion"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  torn BOOLEAN;
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'PlanRevision' THEN
      SELECT EXISTS (SELECT 1 FROM removed JOIN "Plan" plan ON plan."id" = removed."planId") INTO torn;
    WHEN 'Route', 'UnservedVisit', 'TargetExplanation' THEN
      SELECT EXISTS (SELECT 1 FROM removed JOIN "PlanRevision" revision ON revision."id" = removed."revisionId") INTO torn;
    WHEN 'Trip', 'Stop' THEN
      SELECT EXISTS (SELECT 1 FROM removed JOIN "Route" route ON route."id" = removed."routeId") INTO torn;
    WHEN 'StopLeg' THEN
      SELECT EXISTS (SELECT 1 FROM removed JOIN "Stop" stop ON stop."id" = removed."stopId") INTO torn;
  END CASE;
  IF torn THEN
    RAISE EXCEPTION 'a row of % is only deleted with its whole plan', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "PlanRevision_kept" AFTER DELETE ON "PlanRevision" REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION "refuse_lone_deletion"();
CREATE TRIGGER "TargetExplanation_kept" AFTER DELETE ON "TargetExplanation" REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION "refuse_lone_deletion"();
CREATE TRIGGER "Route_kept" AFTER DELETE ON "Route" REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION "refuse_lone_deletion"();
CREATE TRIGGER "Trip_kept" AFTER DELETE ON "Trip" REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION "refuse_lone_deletion"();
CREATE TRIGGER "Stop_kept" AFTER DELETE ON "Stop" REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION "refuse_lone_deletion"();
CREATE TRIGGER "StopLeg_kept" AFTER DELETE ON "StopLeg" REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION "refuse_lone_deletion"();
CREATE TRIGGER "UnservedVisit_kept" AFTER DELETE ON "UnservedVisit" REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION "refuse_lone_deletion"();
