-- The device of a session that was opened by a dispatcher's code: a driver has one such phone at a time.
ALTER TABLE "Session" ADD COLUMN "phone" TEXT;
