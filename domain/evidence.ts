import { z } from 'zod';
import { MASS_GRADES, type MassGrade } from './mass-grades.ts';

/**
 * How it is known that a visit happened, from the strongest: a person said so, the truck's track shows it, nobody and nothing
 * did. How many kg it was is known apart from that: see {@link MASS_GRADES}.
 */
export const VISIT_GRADES = ['confirmed', 'inferred', 'none'] as const;
export const visitGradeSchema = z.enum(VISIT_GRADES);
export type VisitGrade = z.infer<typeof visitGradeSchema>;

export const massGradeSchema = z.enum(MASS_GRADES);

/** Where a report comes from: a phone or page as it was done, a sheet of paper that was typed in, a driver who called, the truck's track. */
export const REPORT_SOURCES = ['app', 'paper', 'telephone', 'track'] as const;
export const reportSourceSchema = z.enum(REPORT_SOURCES);

/** What of a track shows a visit: the truck stood there, or went by at walking pace, as where waste is taken house by house. */
export const TRACK_HOWS = ['dwell', 'passage'] as const;
export const trackHowSchema = z.enum(TRACK_HOWS);
export type TrackHow = z.infer<typeof trackHowSchema>;

/** How a crew came to the mass it reports: typed in kg, from how full the containers were, or what the page showed already. */
export const MASS_SOURCES = ['typed', 'fill', 'default'] as const;

/** The weaker of two grades of mass: a sum is known no better than its worst part. */
export function weakerMass(a: MassGrade, b: MassGrade): MassGrade {
  return MASS_GRADES[Math.max(MASS_GRADES.indexOf(a), MASS_GRADES.indexOf(b))] ?? 'estimated';
}

/** The weaker of two grades of a visit. */
export function weakerVisit(a: VisitGrade, b: VisitGrade): VisitGrade {
  return VISIT_GRADES[Math.max(VISIT_GRADES.indexOf(a), VISIT_GRADES.indexOf(b))] ?? 'none';
}
