-- Tickets also come as the file of a weighbridge.
ALTER TABLE "Ticket" DROP CONSTRAINT "Ticket_source_check";
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_source_check" CHECK ("source" IN ('clerk', 'driver', 'file'));
