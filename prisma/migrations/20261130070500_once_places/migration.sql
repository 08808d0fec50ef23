-- A place that somebody called a truck to once: it stands in no register, and counts to the unit it lies in.
ALTER TABLE "CollectionPoint" ADD COLUMN "onceOn" DATE;
CREATE INDEX "CollectionPoint_townId_onceOn_idx" ON "CollectionPoint"("townId", "onceOn");
