-- What reports positions: a record of its own, carried by one truck after another.
CREATE TABLE "Device" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "townId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reportsAs" TEXT NOT NULL,
    "openId" TEXT,
    "secretHash" TEXT,
    "secretAt" TIMESTAMPTZ(3),
    "lastHeardAt" TIMESTAMPTZ(3),
    "batteryPercent" DOUBLE PRECISION,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Device_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Device_townId_openId_key" ON "Device"("townId", "openId");
CREATE UNIQUE INDEX "Device_townId_reportsAs_key" ON "Device"("townId", "reportsAs");
CREATE UNIQUE INDEX "Device_secretHash_key" ON "Device"("secretHash");
ALTER TABLE "Device" ADD CONSTRAINT "Device_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Device" ADD CONSTRAINT "Device_kind_check" CHECK ("kind" IN ('phone', 'tracker'));
-- It is known by what it calls itself, or by a secret, never by both: a secret beside a name that opens as well protects nothing.
ALTER TABLE "Device" ADD CONSTRAINT "Device_credential_check" CHECK (("openId" IS NULL) <> ("secretHash" IS NULL));

-- Which truck carries it, from when until when.
CREATE TABLE "DeviceTruck" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "deviceId" UUID NOT NULL,
    "truckId" UUID NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3),

    CONSTRAINT "DeviceTruck_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "DeviceTruck_deviceId_from_idx" ON "DeviceTruck"("deviceId", "from");
CREATE INDEX "DeviceTruck_truckId_idx" ON "DeviceTruck"("truckId");
-- On one truck at a time.
CREATE UNIQUE INDEX "DeviceTruck_deviceId_now_key" ON "DeviceTruck"("deviceId") WHERE "to" IS NULL;
ALTER TABLE "DeviceTruck" ADD CONSTRAINT "DeviceTruck_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "DeviceTruck" ADD CONSTRAINT "DeviceTruck_truckId_fkey" FOREIGN KEY ("truckId") REFERENCES "Truck"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "DeviceTruck" ADD CONSTRAINT "DeviceTruck_span_check" CHECK ("to" IS NULL OR "to" >= "from");

-- What trucks had so far, they have had always as far as anybody knows.
INSERT INTO "Device" ("townId", "name", "kind", "reportsAs", "openId")
SELECT "townId", "code", 'phone', "deviceId", "deviceId" FROM "Truck" WHERE "deviceId" IS NOT NULL AND "deviceId" <> '';
INSERT INTO "DeviceTruck" ("deviceId", "truckId", "from")
SELECT device."id", truck."id", TIMESTAMPTZ '1970-01-01 00:00:00Z'
  FROM "Truck" truck JOIN "Device" device ON device."townId" = truck."townId" AND device."openId" = truck."deviceId";

-- A truck's own device is written by the register, by spreadsheets and by imports: whoever writes it, the device follows.
CREATE FUNCTION "follow_truck_device"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  device UUID;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD."deviceId" IS NOT DISTINCT FROM NEW."deviceId" THEN RETURN NULL; END IF;
    UPDATE "DeviceTruck" SET "to" = GREATEST(now(), "from")
     WHERE "truckId" = NEW."id" AND "to" IS NULL
       AND "deviceId" IN (SELECT "id" FROM "Device" WHERE "townId" = NEW."townId" AND "openId" = OLD."deviceId");
  END IF;
  IF NEW."deviceId" IS NULL OR NEW."deviceId" = '' THEN RETURN NULL; END IF;
  -- By the same name it reported before, or with a secret since: it is still the same one.
  SELECT "id" INTO device FROM "Device" WHERE "townId" = NEW."townId" AND "openId" = NEW."deviceId";
  IF device IS NULL THEN
    INSERT INTO "Device" ("townId", "name", "kind", "reportsAs", "openId")
    VALUES (NEW."townId", NEW."code", 'phone',
            CASE WHEN EXISTS (SELECT 1 FROM "Device" WHERE "townId" = NEW."townId" AND "reportsAs" = NEW."deviceId")
                 THEN gen_random_uuid()::text ELSE NEW."deviceId" END,
            NEW."deviceId")
    RETURNING "id" INTO device;
  END IF;
  UPDATE "DeviceTruck" SET "to" = GREATEST(now(), "from") WHERE "deviceId" = device AND "to" IS NULL AND "truckId" <> NEW."id";
  IF NOT EXISTS (SELECT 1 FROM "DeviceTruck" WHERE "deviceId" = device AND "to" IS NULL) THEN
    INSERT INTO "DeviceTruck" ("deviceId", "truckId", "from")
    VALUES (device, NEW."id",
            CASE WHEN EXISTS (SELECT 1 FROM "DeviceTruck" WHERE "deviceId" = device)
                 THEN now() ELSE TIMESTAMPTZ '1970-01-01 00:00:00Z' END);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Truck_device" AFTER INSERT OR UPDATE OF "deviceId" ON "Truck" FOR EACH ROW EXECUTE FUNCTION "follow_truck_device"();
