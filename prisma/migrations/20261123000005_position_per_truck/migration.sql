-- A town imported anew keeps its trackers, so one fix may belong to a truck of the older and one of the newer import.
DROP INDEX "Position_deviceId_fixTime_key";
CREATE UNIQUE INDEX "Position_truckId_deviceId_fixTime_key" ON "Position"("truckId", "deviceId", "fixTime");
