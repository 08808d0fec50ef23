-- AlterTable
ALTER TABLE "CollectionPoint" ADD COLUMN     "access" TEXT,
ADD COLUMN     "address" TEXT,
ADD COLUMN     "note" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Cooperative" ADD COLUMN     "isActive" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "note" TEXT,
ADD COLUMN     "phone" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Crew" ADD COLUMN     "isActive" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "name" TEXT,
ADD COLUMN     "note" TEXT,
ADD COLUMN     "phone" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Facility" ADD COLUMN     "note" TEXT,
ADD COLUMN     "treatsStreams" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "PointStream" ADD COLUMN     "days" JSONB;

-- AlterTable
ALTER TABLE "ResidentialGroup" ADD COLUMN     "isActive" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Shift" ADD COLUMN     "isActive" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Target" ADD COLUMN     "isActive" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "name" TEXT,
ADD COLUMN     "path" TEXT NOT NULL DEFAULT 'stepped',
ADD COLUMN     "source" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Truck" ADD COLUMN     "note" TEXT,
ADD COLUMN     "tareKg" INTEGER,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Unit" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "PointStreamPeriod" (
    "pointId" UUID NOT NULL,
    "stream" TEXT NOT NULL,
    "until" DATE NOT NULL,
    "expectedKgPerDay" DOUBLE PRECISION NOT NULL,
    "weekdays" INTEGER[],
    "days" JSONB,

    CONSTRAINT "PointStreamPeriod_pkey" PRIMARY KEY ("pointId","stream","until")
);

-- CreateTable
CREATE TABLE "UnitPopulation" (
    "unitId" UUID NOT NULL,
    "validFrom" DATE NOT NULL,
    "people" INTEGER NOT NULL,
    "source" TEXT,

    CONSTRAINT "UnitPopulation_pkey" PRIMARY KEY ("unitId","validFrom")
);

-- CreateTable
CREATE TABLE "Generator" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "lon" DOUBLE PRECISION NOT NULL,
    "lat" DOUBLE PRECISION NOT NULL,
    "amounts" JSONB NOT NULL DEFAULT '[]',
    "source" TEXT,
    "note" TEXT,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,
    "isActive" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Generator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Factor" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "setting" TEXT NOT NULL DEFAULT 'any',
    "stream" TEXT,
    "value" DOUBLE PRECISION NOT NULL,
    "validFrom" DATE NOT NULL,
    "source" TEXT,
    "isActive" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Holiday" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "name" TEXT NOT NULL,
    "replacementDay" DATE,
    "isOff" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Holiday_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FacilityClosure" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "facilityId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE NOT NULL,
    "closesAtSecond" INTEGER,
    "reason" TEXT NOT NULL,
    "createdBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cancelledAt" TIMESTAMPTZ(3),

    CONSTRAINT "FacilityClosure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StreetClosure" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "geometry" JSONB NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "createdBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cancelledAt" TIMESTAMPTZ(3),

    CONSTRAINT "StreetClosure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TruckAbsence" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "truckId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE,
    "reason" TEXT NOT NULL,
    "note" TEXT,
    "createdBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cancelledAt" TIMESTAMPTZ(3),

    CONSTRAINT "TruckAbsence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CrewLeave" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "crewId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT,
    "createdBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cancelledAt" TIMESTAMPTZ(3),

    CONSTRAINT "CrewLeave_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Document" (
    "id" UUID NOT NULL,
    "townId" UUID NOT NULL,
    "truckId" UUID,
    "crewId" UUID,
    "kind" TEXT NOT NULL,
    "number" TEXT,
    "expiresOn" DATE NOT NULL,
    "isActive" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Document_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Generator_unitId_idx" ON "Generator"("unitId");

-- CreateIndex
CREATE UNIQUE INDEX "Generator_townId_code_key" ON "Generator"("townId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Factor_townId_kind_setting_stream_validFrom_key" ON "Factor"("townId", "kind", "setting", "stream", "validFrom");

-- CreateIndex
CREATE UNIQUE INDEX "Holiday_townId_day_key" ON "Holiday"("townId", "day");

-- CreateIndex
CREATE INDEX "FacilityClosure_facilityId_from_idx" ON "FacilityClosure"("facilityId", "from");

-- CreateIndex
CREATE INDEX "FacilityClosure_townId_from_idx" ON "FacilityClosure"("townId", "from");

-- CreateIndex
CREATE INDEX "StreetClosure_townId_from_idx" ON "StreetClosure"("townId", "from");

-- CreateIndex
CREATE INDEX "TruckAbsence_truckId_from_idx" ON "TruckAbsence"("truckId", "from");

-- CreateIndex
CREATE INDEX "TruckAbsence_townId_from_idx" ON "TruckAbsence"("townId", "from");

-- CreateIndex
CREATE INDEX "CrewLeave_crewId_from_idx" ON "CrewLeave"("crewId", "from");

-- CreateIndex
CREATE INDEX "CrewLeave_townId_from_idx" ON "CrewLeave"("townId", "from");

-- CreateIndex
CREATE INDEX "Document_townId_expiresOn_idx" ON "Document"("townId", "expiresOn");

-- CreateIndex
CREATE INDEX "Document_truckId_idx" ON "Document"("truckId");

-- CreateIndex
CREATE INDEX "Document_crewId_idx" ON "Document"("crewId");

-- AddForeignKey
ALTER TABLE "PointStreamPeriod" ADD CONSTRAINT "PointStreamPeriod_pointId_stream_fkey" FOREIGN KEY ("pointId", "stream") REFERENCES "PointStream"("pointId", "stream") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UnitPopulation" ADD CONSTRAINT "UnitPopulation_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Generator" ADD CONSTRAINT "Generator_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Generator" ADD CONSTRAINT "Generator_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Factor" ADD CONSTRAINT "Factor_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Holiday" ADD CONSTRAINT "Holiday_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FacilityClosure" ADD CONSTRAINT "FacilityClosure_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FacilityClosure" ADD CONSTRAINT "FacilityClosure_facilityId_fkey" FOREIGN KEY ("facilityId") REFERENCES "Facility"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StreetClosure" ADD CONSTRAINT "StreetClosure_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TruckAbsence" ADD CONSTRAINT "TruckAbsence_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TruckAbsence" ADD CONSTRAINT "TruckAbsence_truckId_fkey" FOREIGN KEY ("truckId") REFERENCES "Truck"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CrewLeave" ADD CONSTRAINT "CrewLeave_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CrewLeave" ADD CONSTRAINT "CrewLeave_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_truckId_fkey" FOREIGN KEY ("truckId") REFERENCES "Truck"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a row may never be. The closed lists stand in domain/.
ALTER TABLE "Target" ADD CONSTRAINT "Target_path_check" CHECK ("path" IN ('stepped', 'linear'));
ALTER TABLE "Truck" ADD CONSTRAINT "Truck_tare_check" CHECK ("tareKg" IS NULL OR "tareKg" > 0);
ALTER TABLE "Facility" ADD CONSTRAINT "Facility_treats_check" CHECK ("treatsStreams" <@ ARRAY['household-other', 'food', 'recyclable', 'bulky', 'construction', 'pesticide-packaging', 'medical', 'hazardous']);
ALTER TABLE "PointStreamPeriod" ADD CONSTRAINT "PointStreamPeriod_expected_check" CHECK ("expectedKgPerDay" >= 0 AND "expectedKgPerDay" < 1000000);
ALTER TABLE "PointStreamPeriod" ADD CONSTRAINT "PointStreamPeriod_weekdays_check" CHECK ("weekdays" <@ ARRAY[1, 2, 3, 4, 5, 6, 7]);
ALTER TABLE "UnitPopulation" ADD CONSTRAINT "UnitPopulation_people_check" CHECK ("people" >= 0);
ALTER TABLE "Generator" ADD CONSTRAINT "Generator_kind_check" CHECK ("kind" IN ('market', 'clinic', 'school', 'factory', 'farm', 'office', 'other'));
ALTER TABLE "Generator" ADD CONSTRAINT "Generator_place_check" CHECK ("lon" BETWEEN -180 AND 180 AND "lat" BETWEEN -90 AND 90);
ALTER TABLE "Generator" ADD CONSTRAINT "Generator_amounts_check" CHECK (jsonb_typeof("amounts") = 'array');
ALTER TABLE "Generator" ADD CONSTRAINT "Generator_validity_check" CHECK ("validTo" IS NULL OR "validTo" > "validFrom");
ALTER TABLE "Factor" ADD CONSTRAINT "Factor_kind_check" CHECK ("kind" IN ('generation', 'composition', 'density', 'fuel', 'co2'));
ALTER TABLE "Factor" ADD CONSTRAINT "Factor_setting_check" CHECK ("setting" IN ('urban', 'rural', 'any'));
ALTER TABLE "Factor" ADD CONSTRAINT "Factor_stream_check" CHECK ("stream" IN ('household-other', 'food', 'recyclable', 'bulky', 'construction', 'pesticide-packaging', 'medical', 'hazardous'));
ALTER TABLE "Factor" ADD CONSTRAINT "Factor_value_check" CHECK ("value" >= 0 AND ("kind" <> 'composition' OR "value" <= 1));
-- A factor of all streams is one too.
CREATE UNIQUE INDEX "Factor_all_streams_key" ON "Factor" ("townId", "kind", "setting", "validFrom") WHERE "stream" IS NULL;
ALTER TABLE "FacilityClosure" ADD CONSTRAINT "FacilityClosure_days_check" CHECK ("to" >= "from" AND ("closesAtSecond" IS NULL OR "closesAtSecond" BETWEEN 0 AND 86400));
ALTER TABLE "StreetClosure" ADD CONSTRAINT "StreetClosure_days_check" CHECK ("to" >= "from");
ALTER TABLE "TruckAbsence" ADD CONSTRAINT "TruckAbsence_days_check" CHECK ("to" IS NULL OR "to" >= "from");
ALTER TABLE "TruckAbsence" ADD CONSTRAINT "TruckAbsence_reason_check" CHECK ("reason" IN ('breakdown', 'maintenance', 'inspection', 'accident', 'no-driver', 'lent', 'other'));
ALTER TABLE "CrewLeave" ADD CONSTRAINT "CrewLeave_days_check" CHECK ("to" >= "from");
ALTER TABLE "CrewLeave" ADD CONSTRAINT "CrewLeave_reason_check" CHECK ("reason" IN ('leave', 'sickness', 'training', 'other'));
ALTER TABLE "Document" ADD CONSTRAINT "Document_kind_check" CHECK ("kind" IN ('registration', 'inspection', 'insurance', 'licence'));
ALTER TABLE "Document" ADD CONSTRAINT "Document_owner_check" CHECK (("truckId" IS NULL) <> ("crewId" IS NULL));

-- The people each unit was imported with count from its first day.
INSERT INTO "UnitPopulation" ("unitId", "validFrom", "people") SELECT "id", "validFrom", "population" FROM "Unit";
