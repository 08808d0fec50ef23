-- A town imported anew brings the same fleet with the same trackers, while the area it will replace still works.
DROP INDEX "Truck_deviceId_key";
CREATE UNIQUE INDEX "Truck_areaId_deviceId_key" ON "Truck"("areaId", "deviceId");
