-- What a person may do is role × scope. The one role an account had becomes a membership over every town of the installation.
CREATE TABLE "Membership" (
    "id" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "scopeKind" TEXT NOT NULL,
    "scopeId" UUID,
    "townId" UUID,
    "validFrom" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "validTo" TIMESTAMPTZ(3),

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_role_check" CHECK ("role" IN ('admin', 'dispatcher', 'manager', 'cooperative', 'ward-officer', 'site-clerk', 'driver'));
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_scopeKind_check" CHECK ("scopeKind" IN ('town', 'cooperative', 'unit', 'facility', 'truck'));
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_scope_check" CHECK (("scopeKind" = 'town') = ("scopeId" IS NULL));
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_period_check" CHECK ("validTo" IS NULL OR "validTo" >= "validFrom");
-- The same role over the same thing is held once at a time.
CREATE UNIQUE INDEX "Membership_once" ON "Membership" ("userId", "role", "scopeKind", COALESCE("scopeId"::text, ''), COALESCE("townId"::text, '')) WHERE "validTo" IS NULL;

INSERT INTO "Membership" ("id", "userId", "role", "scopeKind", "validFrom")
SELECT gen_random_uuid(), "id", "role", 'town', "createdAt" FROM "User";

ALTER TABLE "User" DROP COLUMN "role";
ALTER TABLE "User" ADD COLUMN "signInName" TEXT;
ALTER TABLE "User" ADD COLUMN "mustChangePassword" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "User" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX "User_signInName_key" ON "User"("signInName");

CREATE TABLE "Change" (
    "id" UUID NOT NULL,
    "townId" UUID,
    "subject" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "actorUserId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "note" TEXT,

    CONSTRAINT "Change_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Change_subject_subjectId_at_idx" ON "Change"("subject", "subjectId", "at" DESC);
CREATE INDEX "Change_townId_at_idx" ON "Change"("townId", "at" DESC);
CREATE INDEX "Change_actorUserId_at_idx" ON "Change"("actorUserId", "at" DESC);

CREATE TABLE "Outbox" (
    "id" UUID NOT NULL,
    "townId" UUID,
    "channel" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deliveredAt" TIMESTAMPTZ(3),
    "failedAt" TIMESTAMPTZ(3),
    "lastError" TEXT,

    CONSTRAINT "Outbox_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Outbox_dueAt_idx" ON "Outbox"("dueAt");
ALTER TABLE "Outbox" ADD CONSTRAINT "Outbox_channel_check" CHECK ("channel" IN ('mail', 'webhook'));

-- What was changed, reported or weighed is kept as it was written. The one way around, for what the field reported only, is
-- said aloud in the transaction that takes it: set_config('tuyen_xanh.clearing', 'on', true), as clearing a simulated day does.
CREATE FUNCTION "refuse_removal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A whole town may be deleted with everything in it: then the row goes by a foreign key, one trigger deep.
  IF pg_trigger_depth() > 1 OR (TG_ARGV[0] = 'clearable' AND current_setting('tuyen_xanh.clearing', true) = 'on') THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'a row of % is never deleted', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE FUNCTION "refuse_emptying"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never emptied', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER "Change_immutable" BEFORE UPDATE ON "Change" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
CREATE TRIGGER "Change_kept" BEFORE DELETE ON "Change" FOR EACH ROW EXECUTE FUNCTION "refuse_removal"();
CREATE TRIGGER "Change_not_emptied" BEFORE TRUNCATE ON "Change" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_emptying"();
-- What was sent stays as it was written; only how far the delivery is changes.
CREATE FUNCTION "keep_outbox"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - '{attempts,dueAt,deliveredAt,failedAt,lastError}'::text[]) = (to_jsonb(OLD) - '{attempts,dueAt,deliveredAt,failedAt,lastError}'::text[]) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what stands in the outbox is never changed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "Outbox_append_only" BEFORE UPDATE ON "Outbox" FOR EACH ROW EXECUTE FUNCTION "keep_outbox"();
CREATE TRIGGER "Outbox_kept" BEFORE DELETE ON "Outbox" FOR EACH ROW EXECUTE FUNCTION "refuse_removal"();
CREATE TRIGGER "FieldEvent_kept" BEFORE DELETE ON "FieldEvent" FOR EACH ROW EXECUTE FUNCTION "refuse_removal"('clearable');
CREATE TRIGGER "Ticket_immutable" BEFORE UPDATE ON "Ticket" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
CREATE TRIGGER "Ticket_kept" BEFORE DELETE ON "Ticket" FOR EACH ROW EXECUTE FUNCTION "refuse_removal"('clearable');
