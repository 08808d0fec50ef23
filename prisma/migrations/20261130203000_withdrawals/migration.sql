-- Who told of it takes it back: a row of its own, and what was told stays.
CREATE TABLE "TallyWithdrawal" (
  "tallyId" UUID NOT NULL,
  "by" TEXT,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "TallyWithdrawal_pkey" PRIMARY KEY ("tallyId"),
  CONSTRAINT "TallyWithdrawal_tallyId_fkey" FOREIGN KEY ("tallyId") REFERENCES "Tally"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TRIGGER "TallyWithdrawal_immutable" BEFORE UPDATE ON "TallyWithdrawal" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
CREATE TRIGGER "TallyWithdrawal_kept" BEFORE DELETE ON "TallyWithdrawal" FOR EACH ROW EXECUTE FUNCTION "refuse_removal"('clearable');

CREATE TABLE "TruckCheckWithdrawal" (
  "checkId" UUID NOT NULL,
  "by" TEXT,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "TruckCheckWithdrawal_pkey" PRIMARY KEY ("checkId"),
  CONSTRAINT "TruckCheckWithdrawal_checkId_fkey" FOREIGN KEY ("checkId") REFERENCES "TruckCheck"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TRIGGER "TruckCheckWithdrawal_immutable" BEFORE UPDATE ON "TruckCheckWithdrawal" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
CREATE TRIGGER "TruckCheckWithdrawal_kept" BEFORE DELETE ON "TruckCheckWithdrawal" FOR EACH ROW EXECUTE FUNCTION "refuse_removal"();
