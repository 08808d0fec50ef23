-- Which published routes their drivers have seen on the phone, and when.
CREATE TABLE "RouteSeen" (
    "routeId" UUID NOT NULL,
    "seenBy" TEXT NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "RouteSeen_pkey" PRIMARY KEY ("routeId"),
    CONSTRAINT "RouteSeen_routeId_fkey" FOREIGN KEY ("routeId") REFERENCES "Route"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
