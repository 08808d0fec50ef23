-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'driver',
    "banned" BOOLEAN NOT NULL DEFAULT false,
    "banReason" TEXT,
    "banExpires" TIMESTAMPTZ(3),
    "language" TEXT NOT NULL DEFAULT 'vi',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "token" TEXT NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "impersonatedBy" TEXT,
    "userId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "refreshTokenExpiresAt" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Area" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'importing',
    "isActive" BOOLEAN NOT NULL DEFAULT false,
    "isSynthetic" BOOLEAN NOT NULL DEFAULT false,
    "attribution" TEXT NOT NULL,
    "bbox" DOUBLE PRECISION[],
    "graphId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readyAt" TIMESTAMPTZ(3),

    CONSTRAINT "Area_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AreaImport" (
    "id" UUID NOT NULL,
    "areaId" UUID,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "phase" TEXT,
    "percent" INTEGER NOT NULL DEFAULT 0,
    "input" JSONB NOT NULL,
    "failure" JSONB,
    "faults" JSONB NOT NULL DEFAULT '[]',
    "counts" JSONB,
    "requestedBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AreaImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Unit" (
    "id" UUID NOT NULL,
    "areaId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "setting" TEXT NOT NULL,
    "population" INTEGER NOT NULL,
    "geometry" JSONB NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,

    CONSTRAINT "Unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResidentialGroup" (
    "id" UUID NOT NULL,
    "areaId" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "households" INTEGER NOT NULL,
    "people" INTEGER NOT NULL,
    "geometry" JSONB NOT NULL,

    CONSTRAINT "ResidentialGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Cooperative" (
    "id" UUID NOT NULL,
    "areaId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "Cooperative_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CollectionPoint" (
    "id" UUID NOT NULL,
    "areaId" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "cooperativeId" UUID,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "lon" DOUBLE PRECISION NOT NULL,
    "lat" DOUBLE PRECISION NOT NULL,
    "roadLon" DOUBLE PRECISION NOT NULL,
    "roadLat" DOUBLE PRECISION NOT NULL,
    "roadDistanceMetres" DOUBLE PRECISION NOT NULL,
    "containers" INTEGER NOT NULL DEFAULT 0,
    "householdsServed" INTEGER NOT NULL DEFAULT 0,
    "serviceSeconds" INTEGER NOT NULL,
    "windows" JSONB NOT NULL DEFAULT '[]',
    "maxWeightTonnes" DOUBLE PRECISION,
    "maxWidthMetres" DOUBLE PRECISION,
    "maxHeightMetres" DOUBLE PRECISION,
    "isActive" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "CollectionPoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PointStream" (
    "pointId" UUID NOT NULL,
    "stream" TEXT NOT NULL,
    "expectedKgPerDay" DOUBLE PRECISION NOT NULL,
    "weekdays" INTEGER[],

    CONSTRAINT "PointStream_pkey" PRIMARY KEY ("pointId","stream")
);

-- CreateTable
CREATE TABLE "PointReach" (
    "pointId" UUID NOT NULL,
    "graphId" TEXT NOT NULL,
    "metres" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "geometry" JSONB NOT NULL,

    CONSTRAINT "PointReach_pkey" PRIMARY KEY ("pointId","graphId","metres")
);

-- CreateTable
CREATE TABLE "Facility" (
    "id" UUID NOT NULL,
    "areaId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "lon" DOUBLE PRECISION NOT NULL,
    "lat" DOUBLE PRECISION NOT NULL,
    "roadLon" DOUBLE PRECISION NOT NULL,
    "roadLat" DOUBLE PRECISION NOT NULL,
    "roadDistanceMetres" DOUBLE PRECISION NOT NULL,
    "windows" JSONB NOT NULL DEFAULT '[]',
    "acceptedStreams" TEXT[],
    "dailyIntakeKg" INTEGER,
    "unloadSeconds" INTEGER NOT NULL DEFAULT 0,
    "isActive" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Facility_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Truck" (
    "id" UUID NOT NULL,
    "areaId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "capacityKg" INTEGER NOT NULL,
    "capacityLitres" INTEGER NOT NULL,
    "heightMetres" DOUBLE PRECISION NOT NULL,
    "widthMetres" DOUBLE PRECISION NOT NULL,
    "weightTonnes" DOUBLE PRECISION NOT NULL,
    "streams" TEXT[],
    "depotId" UUID NOT NULL,
    "cooperativeId" UUID NOT NULL,
    "costPerDay" INTEGER NOT NULL,
    "costPerHour" INTEGER NOT NULL,
    "costPerKm" INTEGER NOT NULL,
    "deviceId" TEXT,
    "isActive" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Truck_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Crew" (
    "id" UUID NOT NULL,
    "areaId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "cooperativeId" UUID NOT NULL,
    "driverUserId" TEXT,

    CONSTRAINT "Crew_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Shift" (
    "id" UUID NOT NULL,
    "areaId" UUID NOT NULL,
    "truckId" UUID NOT NULL,
    "crewId" UUID,
    "weekdays" INTEGER[],
    "startSecond" INTEGER NOT NULL,
    "endSecond" INTEGER NOT NULL,
    "maxOvertimeSeconds" INTEGER NOT NULL DEFAULT 0,
    "breaks" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "Shift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Target" (
    "id" UUID NOT NULL,
    "areaId" UUID NOT NULL,
    "setting" TEXT NOT NULL,
    "streams" TEXT[],
    "effectiveOn" DATE NOT NULL,
    "share" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "Target_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Plan" (
    "id" UUID NOT NULL,
    "areaId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "phase" TEXT,
    "percent" INTEGER NOT NULL DEFAULT 0,
    "runId" UUID NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "cancelRequested" BOOLEAN NOT NULL DEFAULT false,
    "options" JSONB NOT NULL DEFAULT '{}',
    "bestCost" JSONB,
    "failure" JSONB,
    "requestedBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedRevisionId" UUID,
    "publishedAt" TIMESTAMPTZ(3),
    "publishedBy" TEXT,

    CONSTRAINT "Plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanRevision" (
    "id" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "origin" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT,
    "graphId" TEXT NOT NULL,
    "totals" JSONB NOT NULL,
    "instance" BYTEA NOT NULL,
    "answer" JSONB NOT NULL,

    CONSTRAINT "PlanRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Route" (
    "id" UUID NOT NULL,
    "revisionId" UUID NOT NULL,
    "truckId" UUID NOT NULL,
    "shiftId" UUID NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "drivingSeconds" INTEGER NOT NULL,
    "lengthMetres" INTEGER NOT NULL,
    "waitSeconds" INTEGER NOT NULL,
    "serviceSeconds" INTEGER NOT NULL,
    "loadKg" INTEGER NOT NULL,
    "costDong" INTEGER NOT NULL,

    CONSTRAINT "Route_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Trip" (
    "id" UUID NOT NULL,
    "routeId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "facilityId" UUID NOT NULL,
    "loadKg" INTEGER NOT NULL,
    "loadLitres" INTEGER NOT NULL,

    CONSTRAINT "Trip_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Stop" (
    "id" UUID NOT NULL,
    "routeId" UUID NOT NULL,
    "tripId" UUID,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "pointId" UUID,
    "stream" TEXT,
    "facilityId" UUID,
    "arrivesAt" TIMESTAMPTZ(3) NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "departsAt" TIMESTAMPTZ(3) NOT NULL,
    "waitSeconds" INTEGER NOT NULL,
    "loadKg" INTEGER NOT NULL,
    "loadAfterKg" INTEGER NOT NULL,
    "loadAfterLitres" INTEGER NOT NULL,
    "legSeconds" INTEGER NOT NULL,
    "legMetres" INTEGER NOT NULL,

    CONSTRAINT "Stop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StopLeg" (
    "stopId" UUID NOT NULL,
    "geometry" JSONB NOT NULL,
    "steps" JSONB NOT NULL,

    CONSTRAINT "StopLeg_pkey" PRIMARY KEY ("stopId")
);

-- CreateTable
CREATE TABLE "UnservedVisit" (
    "revisionId" UUID NOT NULL,
    "pointId" UUID NOT NULL,
    "stream" TEXT NOT NULL,
    "loadKg" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "UnservedVisit_pkey" PRIMARY KEY ("revisionId","pointId","stream")
);

-- CreateTable
CREATE TABLE "Position" (
    "id" BIGSERIAL NOT NULL,
    "areaId" UUID NOT NULL,
    "truckId" UUID NOT NULL,
    "deviceId" TEXT NOT NULL,
    "fixTime" TIMESTAMPTZ(3) NOT NULL,
    "serverTime" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lon" DOUBLE PRECISION NOT NULL,
    "lat" DOUBLE PRECISION NOT NULL,
    "speed" DOUBLE PRECISION,
    "course" DOUBLE PRECISION,
    "accuracyMetres" DOUBLE PRECISION,
    "altitudeMetres" DOUBLE PRECISION,
    "batteryPercent" DOUBLE PRECISION,
    "attributes" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Position_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FieldEvent" (
    "id" UUID NOT NULL,
    "areaId" UUID NOT NULL,
    "truckId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "stopId" UUID,
    "pointId" UUID,
    "facilityId" UUID,
    "stream" TEXT,
    "loadKg" INTEGER,
    "reason" TEXT,
    "grade" TEXT NOT NULL,
    "lon" DOUBLE PRECISION,
    "lat" DOUBLE PRECISION,
    "doneAt" TIMESTAMPTZ(3) NOT NULL,
    "arrivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reportedBy" TEXT,

    CONSTRAINT "FieldEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Ticket" (
    "id" UUID NOT NULL,
    "areaId" UUID NOT NULL,
    "facilityId" UUID NOT NULL,
    "truckId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "stream" TEXT NOT NULL,
    "grossKg" INTEGER NOT NULL,
    "tareKg" INTEGER NOT NULL,
    "netKg" INTEGER NOT NULL,
    "weighedAt" TIMESTAMPTZ(3) NOT NULL,
    "fieldEventId" UUID,

    CONSTRAINT "Ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Simulation" (
    "id" UUID NOT NULL,
    "areaId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "speed" DOUBLE PRECISION NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'starting',
    "stopRequested" BOOLEAN NOT NULL DEFAULT false,
    "clock" TIMESTAMPTZ(3),
    "failure" TEXT,
    "startedBy" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeatAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Simulation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Session_token_key" ON "Session"("token");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_providerId_accountId_key" ON "Account"("providerId", "accountId");

-- CreateIndex
CREATE INDEX "Verification_identifier_idx" ON "Verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "Area_slug_key" ON "Area"("slug");

-- CreateIndex
CREATE INDEX "AreaImport_createdAt_idx" ON "AreaImport"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Unit_areaId_code_validFrom_key" ON "Unit"("areaId", "code", "validFrom");

-- CreateIndex
CREATE INDEX "ResidentialGroup_unitId_idx" ON "ResidentialGroup"("unitId");

-- CreateIndex
CREATE UNIQUE INDEX "ResidentialGroup_areaId_code_key" ON "ResidentialGroup"("areaId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Cooperative_areaId_code_key" ON "Cooperative"("areaId", "code");

-- CreateIndex
CREATE INDEX "CollectionPoint_areaId_unitId_idx" ON "CollectionPoint"("areaId", "unitId");

-- CreateIndex
CREATE UNIQUE INDEX "CollectionPoint_areaId_code_key" ON "CollectionPoint"("areaId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Facility_areaId_code_key" ON "Facility"("areaId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Truck_deviceId_key" ON "Truck"("deviceId");

-- CreateIndex
CREATE UNIQUE INDEX "Truck_areaId_code_key" ON "Truck"("areaId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Truck_areaId_number_key" ON "Truck"("areaId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Crew_areaId_code_key" ON "Crew"("areaId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Shift_truckId_startSecond_key" ON "Shift"("truckId", "startSecond");

-- CreateIndex
CREATE INDEX "Target_areaId_effectiveOn_idx" ON "Target"("areaId", "effectiveOn");

-- CreateIndex
CREATE UNIQUE INDEX "Plan_publishedRevisionId_key" ON "Plan"("publishedRevisionId");

-- CreateIndex
CREATE UNIQUE INDEX "Plan_areaId_day_key" ON "Plan"("areaId", "day");

-- CreateIndex
CREATE UNIQUE INDEX "PlanRevision_planId_number_key" ON "PlanRevision"("planId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Route_revisionId_shiftId_key" ON "Route"("revisionId", "shiftId");

-- CreateIndex
CREATE UNIQUE INDEX "Trip_routeId_number_key" ON "Trip"("routeId", "number");

-- CreateIndex
CREATE INDEX "Stop_pointId_idx" ON "Stop"("pointId");

-- CreateIndex
CREATE UNIQUE INDEX "Stop_routeId_sequence_key" ON "Stop"("routeId", "sequence");

-- CreateIndex
CREATE INDEX "Position_truckId_fixTime_idx" ON "Position"("truckId", "fixTime" DESC);

-- CreateIndex
CREATE INDEX "Position_areaId_fixTime_idx" ON "Position"("areaId", "fixTime");

-- CreateIndex
CREATE UNIQUE INDEX "Position_deviceId_fixTime_key" ON "Position"("deviceId", "fixTime");

-- CreateIndex
CREATE INDEX "FieldEvent_areaId_doneAt_idx" ON "FieldEvent"("areaId", "doneAt");

-- CreateIndex
CREATE INDEX "FieldEvent_truckId_doneAt_idx" ON "FieldEvent"("truckId", "doneAt");

-- CreateIndex
CREATE INDEX "FieldEvent_pointId_stream_doneAt_idx" ON "FieldEvent"("pointId", "stream", "doneAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Ticket_fieldEventId_key" ON "Ticket"("fieldEventId");

-- CreateIndex
CREATE INDEX "Ticket_areaId_weighedAt_idx" ON "Ticket"("areaId", "weighedAt");

-- CreateIndex
CREATE INDEX "Ticket_truckId_weighedAt_idx" ON "Ticket"("truckId", "weighedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Ticket_facilityId_number_key" ON "Ticket"("facilityId", "number");

-- CreateIndex
CREATE INDEX "Simulation_areaId_startedAt_idx" ON "Simulation"("areaId", "startedAt");

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AreaImport" ADD CONSTRAINT "AreaImport_areaId_fkey" FOREIGN KEY ("areaId") REFERENCES "Area"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_areaId_fkey" FOREIGN KEY ("areaId") REFERENCES "Area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResidentialGroup" ADD CONSTRAINT "ResidentialGroup_areaId_fkey" FOREIGN KEY ("areaId") REFERENCES "Area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResidentialGroup" ADD CONSTRAINT "ResidentialGroup_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Cooperative" ADD CONSTRAINT "Cooperative_areaId_fkey" FOREIGN KEY ("areaId") REFERENCES "Area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CollectionPoint" ADD CONSTRAINT "CollectionPoint_areaId_fkey" FOREIGN KEY ("areaId") REFERENCES "Area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CollectionPoint" ADD CONSTRAINT "CollectionPoint_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CollectionPoint" ADD CONSTRAINT "CollectionPoint_cooperativeId_fkey" FOREIGN KEY ("cooperativeId") REFERENCES "Cooperative"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PointStream" ADD CONSTRAINT "PointStream_pointId_fkey" FOREIGN KEY ("pointId") REFERENCES "CollectionPoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PointReach" ADD CONSTRAINT "PointReach_pointId_fkey" FOREIGN KEY ("pointId") REFERENCES "CollectionPoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Facility" ADD CONSTRAINT "Facility_areaId_fkey" FOREIGN KEY ("areaId") REFERENCES "Area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Truck" ADD CONSTRAINT "Truck_areaId_fkey" FOREIGN KEY ("areaId") REFERENCES "Area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Truck" ADD CONSTRAINT "Truck_depotId_fkey" FOREIGN KEY ("depotId") REFERENCES "Facility"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Truck" ADD CONSTRAINT "Truck_cooperativeId_fkey" FOREIGN KEY ("cooperativeId") REFERENCES "Cooperative"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Crew" ADD CONSTRAINT "Crew_areaId_fkey" FOREIGN KEY ("areaId") REFERENCES "Area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Crew" ADD CONSTRAINT "Crew_cooperativeId_fkey" FOREIGN KEY ("cooperativeId") REFERENCES "Cooperative"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Crew" ADD CONSTRAINT "Crew_driverUserId_fkey" FOREIGN KEY ("driverUserId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Shift" ADD CONSTRAINT "Shift_areaId_fkey" FOREIGN KEY ("areaId") REFERENCES "Area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Shift" ADD CONSTRAINT "Shift_truckId_fkey" FOREIGN KEY ("truckId") REFERENCES "Truck"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Shift" ADD CONSTRAINT "Shift_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Target" ADD CONSTRAINT "Target_areaId_fkey" FOREIGN KEY ("areaId") REFERENCES "Area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Plan" ADD CONSTRAINT "Plan_areaId_fkey" FOREIGN KEY ("areaId") REFERENCES "Area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Plan" ADD CONSTRAINT "Plan_publishedRevisionId_fkey" FOREIGN KEY ("publishedRevisionId") REFERENCES "PlanRevision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanRevision" ADD CONSTRAINT "PlanRevision_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Route" ADD CONSTRAINT "Route_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "PlanRevision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Route" ADD CONSTRAINT "Route_truckId_fkey" FOREIGN KEY ("truckId") REFERENCES "Truck"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Route" ADD CONSTRAINT "Route_shiftId_fkey" FOREIGN KEY ("shiftId") REFERENCES "Shift"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Trip" ADD CONSTRAINT "Trip_routeId_fkey" FOREIGN KEY ("routeId") REFERENCES "Route"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Trip" ADD CONSTRAINT "Trip_facilityId_fkey" FOREIGN KEY ("facilityId") REFERENCES "Facility"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Stop" ADD CONSTRAINT "Stop_routeId_fkey" FOREIGN KEY ("routeId") REFERENCES "Route"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Stop" ADD CONSTRAINT "Stop_tripId_fkey" FOREIGN KEY ("tripId") REFERENCES "Trip"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Stop" ADD CONSTRAINT "Stop_pointId_fkey" FOREIGN KEY ("pointId") REFERENCES "CollectionPoint"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Stop" ADD CONSTRAINT "Stop_facilityId_fkey" FOREIGN KEY ("facilityId") REFERENCES "Facility"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StopLeg" ADD CONSTRAINT "StopLeg_stopId_fkey" FOREIGN KEY ("stopId") REFERENCES "Stop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UnservedVisit" ADD CONSTRAINT "UnservedVisit_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "PlanRevision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UnservedVisit" ADD CONSTRAINT "UnservedVisit_pointId_fkey" FOREIGN KEY ("pointId") REFERENCES "CollectionPoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Position" ADD CONSTRAINT "Position_areaId_fkey" FOREIGN KEY ("areaId") REFERENCES "Area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Position" ADD CONSTRAINT "Position_truckId_fkey" FOREIGN KEY ("truckId") REFERENCES "Truck"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_areaId_fkey" FOREIGN KEY ("areaId") REFERENCES "Area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_truckId_fkey" FOREIGN KEY ("truckId") REFERENCES "Truck"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_stopId_fkey" FOREIGN KEY ("stopId") REFERENCES "Stop"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_pointId_fkey" FOREIGN KEY ("pointId") REFERENCES "CollectionPoint"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_facilityId_fkey" FOREIGN KEY ("facilityId") REFERENCES "Facility"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_areaId_fkey" FOREIGN KEY ("areaId") REFERENCES "Area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_facilityId_fkey" FOREIGN KEY ("facilityId") REFERENCES "Facility"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_truckId_fkey" FOREIGN KEY ("truckId") REFERENCES "Truck"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_fieldEventId_fkey" FOREIGN KEY ("fieldEventId") REFERENCES "FieldEvent"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Simulation" ADD CONSTRAINT "Simulation_areaId_fkey" FOREIGN KEY ("areaId") REFERENCES "Area"("id") ON DELETE CASCADE ON UPDATE CASCADE;
