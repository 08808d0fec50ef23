-- A report that a driver gave by telephone, which the dispatcher wrote down.
ALTER TABLE "FieldEvent" DROP CONSTRAINT "FieldEvent_source_check";
ALTER TABLE "FieldEvent" ADD CONSTRAINT "FieldEvent_source_check" CHECK ("source" IN ('app', 'paper', 'telephone', 'track')) NOT VALID;
ALTER TABLE "FieldEvent" VALIDATE CONSTRAINT "FieldEvent_source_check";
