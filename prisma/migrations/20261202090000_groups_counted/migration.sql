-- A residential group follows when its ward is merged or split; the days before keep the unit that counted it.
ALTER TABLE "ResidentialGroup" ADD COLUMN "countedInId" UUID;
ALTER TABLE "ResidentialGroup" ADD CONSTRAINT "ResidentialGroup_countedInId_fkey" FOREIGN KEY ("countedInId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;
