-- AlterTable
ALTER TABLE "ResidentialGroup" ADD COLUMN     "dwellings" JSONB;
