-- What the device's own clock showed, beside the time by the server's.
ALTER TABLE "FieldEvent" ADD COLUMN "deviceDoneAt" TIMESTAMPTZ(3);

-- Of several streams aboard nobody knows which one a ticket is for unless somebody said so.
ALTER TABLE "Ticket" ALTER COLUMN "stream" DROP NOT NULL;

-- A ticket's number is the same with and without blanks. Where a facility already has both, they stay as they were written.
UPDATE "Ticket" ticket
   SET "number" = plain."number"
  FROM (
    SELECT "id", "facilityId",
           regexp_replace(normalize("number", NFC), '[\s\u0001-\u001f\u007f-\u00a0\u200b-\u200f\u2060\ufeff]', '', 'g') AS "number"
      FROM "Ticket"
  ) plain
 WHERE plain."id" = ticket."id"
   AND plain."number" <> ticket."number"
   AND plain."number" <> ''
   AND NOT EXISTS (
     SELECT 1 FROM "Ticket" other
      WHERE other."facilityId" = ticket."facilityId"
        AND other."id" <> ticket."id"
        AND regexp_replace(normalize(other."number", NFC), '[\s\u0001-\u001f\u007f-\u00a0\u200b-\u200f\u2060\ufeff]', '', 'g') = plain."number"
   );
