-- What a revision is made of never changes either: its trips, the ways between its stops, and what it leaves.
CREATE TRIGGER "Trip_immutable" BEFORE UPDATE ON "Trip" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
CREATE TRIGGER "StopLeg_immutable" BEFORE UPDATE ON "StopLeg" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
CREATE TRIGGER "UnservedVisit_immutable" BEFORE UPDATE ON "UnservedVisit" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();

-- Streams of planned stops, events and tickets are of the same closed list as those of points. The program has never
-- written another; where a row was written by hand that has one, this migration fails, names the constraint and leaves
-- nothing behind, until that row is put right.
ALTER TABLE "Stop" ADD CONSTRAINT "Stop_stream_check" CHECK ("stream" IN ('household-other', 'food', 'recyclable', 'bulky', 'construction', 'pesticide-packaging', 'medical', 'hazardous'));
ALTER TABLE "UnservedVisit" ADD CONSTRAINT "UnservedVisit_stream_check" CHECK ("stream" IN ('household-other', 'food', 'recyclable', 'bulky', 'construction', 'pesticide-packaging', 'medical', 'hazardous'));
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_stream_check" CHECK ("stream" IN ('household-other', 'food', 'recyclable', 'bulky', 'construction', 'pesticide-packaging', 'medical', 'hazardous'));
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_stream_check" CHECK ("stream" IN ('household-other', 'food', 'recyclable', 'bulky', 'construction', 'pesticide-packaging', 'medical', 'hazardous'));
