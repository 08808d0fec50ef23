-- How far the made-up history of the demo's town is written.
CREATE TABLE "DemoHistory" (
    "townId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE NOT NULL,
    "nextDay" DATE NOT NULL,

    CONSTRAINT "DemoHistory_pkey" PRIMARY KEY ("townId")
);
ALTER TABLE "DemoHistory" ADD CONSTRAINT "DemoHistory_townId_fkey" FOREIGN KEY ("townId") REFERENCES "Town"("id") ON DELETE CASCADE ON UPDATE CASCADE;
