/**
 * How a mass is known, from the strongest: on a weighbridge (a ticket, apportioned where it is of several visits), by what the
 * crew measured or typed there, or by what was expected. A default that nobody touched is an estimate.
 */
export const MASS_GRADES = ['weighed', 'measured', 'estimated'] as const;
export type MassGrade = (typeof MASS_GRADES)[number];
