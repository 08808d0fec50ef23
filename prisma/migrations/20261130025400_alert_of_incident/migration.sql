-- What a crew told of and nobody dealt with asks for somebody, too.
ALTER TABLE "Alert" DROP CONSTRAINT "Alert_kind_check";
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_kind_check" CHECK ("kind" IN ('incident', 'late-for-window', 'facility-closes', 'nearly-full', 'skipped-endangers', 'silent', 'standing', 'off-route', 'past-shift-end', 'unit-under-target'));
