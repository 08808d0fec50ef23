-- `t-1` and `T-1` are one slip, copied by two people. Numbers stay as they were written; those of before that differ only so stay, too.
CREATE INDEX "Ticket_facilityId_number_letters_idx" ON "Ticket" ("facilityId", lower("number" COLLATE "C"));
