-- Looked up by the public timetable, and by every deletion of what they refer to.
CREATE INDEX "Crew_driverUserId_idx" ON "Crew"("driverUserId");
CREATE INDEX "Route_truckId_idx" ON "Route"("truckId");
CREATE INDEX "Route_shiftId_idx" ON "Route"("shiftId");
CREATE INDEX "Stop_tripId_idx" ON "Stop"("tripId");
CREATE INDEX "UnservedVisit_pointId_idx" ON "UnservedVisit"("pointId");
CREATE INDEX "FieldEvent_stopId_idx" ON "FieldEvent"("stopId");
