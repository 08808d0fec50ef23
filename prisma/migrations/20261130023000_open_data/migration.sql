-- Under which licence the town's figures are open to everybody; null = they are not.
ALTER TABLE "Town" ADD COLUMN "openDataLicence" TEXT;
