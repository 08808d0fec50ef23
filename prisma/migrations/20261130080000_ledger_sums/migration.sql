-- The ledger's cells summed up by month, for who asks about many days: kept by the database with every cell that is written, so that they
-- are the cells' sums to the kilogram, whoever writes.
CREATE TABLE "LedgerSum" (
    "id" BIGSERIAL NOT NULL,
    "townId" UUID NOT NULL,
    "month" DATE NOT NULL,
    "unitId" UUID,
    "stream" TEXT NOT NULL,
    "cooperativeId" UUID,
    "generatedKg" BIGINT NOT NULL,
    "dueKg" BIGINT NOT NULL,
    "weighedKg" BIGINT NOT NULL,
    "measuredKg" BIGINT NOT NULL,
    "estimatedKg" BIGINT NOT NULL,
    "treatedKg" BIGINT NOT NULL,
    "scheduled" BIGINT NOT NULL,
    "served" BIGINT NOT NULL,
    "confirmed" BIGINT NOT NULL,
    "inferred" BIGINT NOT NULL,

    CONSTRAINT "LedgerSum_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "LedgerSum_month_check" CHECK (EXTRACT(DAY FROM "month") = 1)
);
CREATE UNIQUE INDEX "LedgerSum_place" ON "LedgerSum"("townId", "month", (COALESCE("unitId", '00000000-0000-0000-0000-000000000000')), "stream", (COALESCE("cooperativeId", '00000000-0000-0000-0000-000000000000')));
ALTER TABLE "LedgerSum" ADD CONSTRAINT "LedgerSum_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "LedgerSum" ADD CONSTRAINT "LedgerSum_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "LedgerSum" ADD CONSTRAINT "LedgerSum_cooperativeId_fkey" FOREIGN KEY ("cooperativeId") REFERENCES "Cooperative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Rows of a statement that came (1) or went (-1), as the transition tables have them. What is deleted with its unit, cooperative or town takes
-- its sums with it by their own keys; then there is nothing to take away from.
CREATE FUNCTION "sum_up_new_cells"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "LedgerSum" AS kept ("townId", "month", "unitId", "stream", "cooperativeId", "generatedKg", "dueKg", "weighedKg", "measuredKg",
      "estimatedKg", "treatedKg", "scheduled", "served", "confirmed", "inferred")
  SELECT "townId", date_trunc('month', "day")::date, "unitId", "stream", "cooperativeId", sum("generatedKg"), sum("dueKg"), sum("weighedKg"),
         sum("measuredKg"), sum("estimatedKg"), sum("treatedKg"), sum("scheduled"), sum("served"), sum("confirmed"), sum("inferred")
    FROM "came" GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT ("townId", "month", (COALESCE("unitId", '00000000-0000-0000-0000-000000000000')), "stream", (COALESCE("cooperativeId", '00000000-0000-0000-0000-000000000000'))) DO UPDATE SET
    "generatedKg" = kept."generatedKg" + EXCLUDED."generatedKg", "dueKg" = kept."dueKg" + EXCLUDED."dueKg",
    "weighedKg" = kept."weighedKg" + EXCLUDED."weighedKg", "measuredKg" = kept."measuredKg" + EXCLUDED."measuredKg",
    "estimatedKg" = kept."estimatedKg" + EXCLUDED."estimatedKg", "treatedKg" = kept."treatedKg" + EXCLUDED."treatedKg",
    "scheduled" = kept."scheduled" + EXCLUDED."scheduled", "served" = kept."served" + EXCLUDED."served",
    "confirmed" = kept."confirmed" + EXCLUDED."confirmed", "inferred" = kept."inferred" + EXCLUDED."inferred";
  RETURN NULL;
END $$;
CREATE FUNCTION "sum_up_gone_cells"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "LedgerSum" kept SET
    "generatedKg" = kept."generatedKg" - went."generatedKg", "dueKg" = kept."dueKg" - went."dueKg",
    "weighedKg" = kept."weighedKg" - went."weighedKg", "measuredKg" = kept."measuredKg" - went."measuredKg",
    "estimatedKg" = kept."estimatedKg" - went."estimatedKg", "treatedKg" = kept."treatedKg" - went."treatedKg",
    "scheduled" = kept."scheduled" - went."scheduled", "served" = kept."served" - went."served",
    "confirmed" = kept."confirmed" - went."confirmed", "inferred" = kept."inferred" - went."inferred"
  FROM (SELECT "townId", date_trunc('month', "day")::date AS "month", COALESCE("unitId", '00000000-0000-0000-0000-000000000000') AS "unitId", "stream",
               COALESCE("cooperativeId", '00000000-0000-0000-0000-000000000000') AS "cooperativeId", sum("generatedKg") AS "generatedKg", sum("dueKg") AS "dueKg",
               sum("weighedKg") AS "weighedKg", sum("measuredKg") AS "measuredKg", sum("estimatedKg") AS "estimatedKg", sum("treatedKg") AS "treatedKg",
               sum("scheduled") AS "scheduled", sum("served") AS "served", sum("confirmed") AS "confirmed", sum("inferred") AS "inferred"
          FROM "gone" GROUP BY 1, 2, 3, 4, 5) went
  WHERE kept."townId" = went."townId" AND kept."month" = went."month" AND kept."stream" = went."stream"
    AND COALESCE(kept."unitId", '00000000-0000-0000-0000-000000000000') = went."unitId"
    AND COALESCE(kept."cooperativeId", '00000000-0000-0000-0000-000000000000') = went."cooperativeId";
  RETURN NULL;
END $$;
CREATE TRIGGER "LedgerCell_sums_new" AFTER INSERT ON "LedgerCell" REFERENCING NEW TABLE AS "came" FOR EACH STATEMENT EXECUTE FUNCTION "sum_up_new_cells"();
CREATE TRIGGER "LedgerCell_sums_before" AFTER UPDATE ON "LedgerCell" REFERENCING OLD TABLE AS "gone" FOR EACH STATEMENT EXECUTE FUNCTION "sum_up_gone_cells"();
CREATE TRIGGER "LedgerCell_sums_changed" AFTER UPDATE ON "LedgerCell" REFERENCING NEW TABLE AS "came" FOR EACH STATEMENT EXECUTE FUNCTION "sum_up_new_cells"();
CREATE TRIGGER "LedgerCell_sums_gone" AFTER DELETE ON "LedgerCell" REFERENCING OLD TABLE AS "gone" FOR EACH STATEMENT EXECUTE FUNCTION "sum_up_gone_cells"();

-- Of the cells there are.
INSERT INTO "LedgerSum" ("townId", "month", "unitId", "stream", "cooperativeId", "generatedKg", "dueKg", "weighedKg", "measuredKg", "estimatedKg",
    "treatedKg", "scheduled", "served", "confirmed", "inferred")
SELECT "townId", date_trunc('month', "day")::date, "unitId", "stream", "cooperativeId", sum("generatedKg"), sum("dueKg"), sum("weighedKg"),
       sum("measuredKg"), sum("estimatedKg"), sum("treatedKg"), sum("scheduled"), sum("served"), sum("confirmed"), sum("inferred")
  FROM "LedgerCell" GROUP BY 1, 2, 3, 4, 5;
