import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { daySchema } from '../day.ts';
import { massGradeSchema, visitGradeSchema } from '../evidence.ts';
import { TICKET_STATES } from '../tickets/tickets.ts';
import { VISIT_STATES } from '../visits/fold-visit.ts';
import {
  isSpan,
  ledgerStreamSchema,
  ledgerUnitSchema,
  massByGradeSchema,
  SPAN_FAULT,
  visitCountsSchema,
} from './rates.ts';

/** `GET /api/ledger/why?unit&stream&from&to`: what one figure is made of. */
export const whyQuerySchema = z
  .object({
    /** The code of a unit, or `unassigned`. */
    unit: z.string().max(60),
    stream: ledgerStreamSchema,
    from: daySchema,
    to: daySchema,
  })
  .refine(isSpan, SPAN_FAULT);
export type WhyQuery = z.infer<typeof whyQuerySchema>;

const at = z.iso.datetime();

/** How a day's generated mass came about; days that follow each other and have the same are one. */
export const generationTermSchema = z.object({
  from: daySchema,
  to: daySchema,
  people: z.int(),
  peopleSource: z.string().nullable(),
  /** `null`: no factor holds, then people count for nothing. */
  kgPerPersonDay: z.number().nullable(),
  kgPerPersonDaySource: z.string().nullable(),
  /** Share of the stream, 0…1. */
  share: z.number().nullable(),
  shareSource: z.string().nullable(),
  generators: z.array(z.object({ code: z.string(), name: z.string(), kgPerDay: z.number() })),
  /** people × kg × share + generators, before it is made whole. */
  kgPerDay: z.number(),
});
export type GenerationTerm = z.infer<typeof generationTermSchema>;

/** A figure of one day as it stands in the ledger. */
export const whyDaySchema = z.object({
  day: daySchema,
  generatedKg: z.int(),
  collectedKg: z.int(),
  treatedKg: z.int(),
  mass: massByGradeSchema,
  visits: visitCountsSchema,
  /** When it was computed last, and by which version of the rule. */
  computedAt: at,
  ruleVersion: z.int(),
  /** Names what it was computed from: the same inputs have the same. */
  inputs: z.string(),
  /** What stood there before, and until when; `null` where this is the first. */
  replaced: z
    .object({ until: at, generatedKg: z.int(), collectedKg: z.int(), treatedKg: z.int(), mass: massByGradeSchema })
    .nullable(),
  isDirty: z.boolean(),
});
export type WhyDay = z.infer<typeof whyDaySchema>;

/** A ticket of which a part, or all, is in the figure. */
export const whyTicketSchema = z.object({
  id: idSchema,
  day: daySchema,
  number: z.string(),
  facilityCode: z.string(),
  facilityName: z.string(),
  truckCode: z.string(),
  netKg: z.int(),
  weighedAt: at,
  state: z.enum(TICKET_STATES),
  /** What of its net mass is in this figure. */
  shareKg: z.int(),
  /** Whether its facility treated the stream to standard on that day. */
  isTreated: z.boolean(),
});
export type WhyTicket = z.infer<typeof whyTicketSchema>;

/** A report that decides something of a visit. */
const whyEventSchema = z.object({
  id: idSchema,
  kind: z.enum(['served', 'skipped']),
  doneAt: at,
  truckCode: z.string(),
  loadKg: z.int().nullable(),
  reason: z.string().nullable(),
  visitGrade: visitGradeSchema,
  massGrade: massGradeSchema.nullable(),
});

/** A visit with what it adds to the figure. */
export const whyVisitSchema = z.object({
  id: idSchema,
  day: daySchema,
  pointId: idSchema,
  pointCode: z.string(),
  pointName: z.string(),
  state: z.enum(VISIT_STATES),
  visitGrade: visitGradeSchema,
  massGrade: massGradeSchema,
  kg: z.int(),
  mass: massByGradeSchema,
  treatedKg: z.int(),
  /** As the plan expected it, which is no report. */
  expectedKg: z.int(),
  /** Where it went, and how that is known: weighed there, reported as unloaded there, or only planned. */
  facilities: z.array(z.object({ code: z.string(), name: z.string(), how: z.enum(['ticket', 'reported', 'planned']) })),
  /** Tickets of the trips that took it, with what of each is this visit's. */
  tickets: z.array(z.object({ id: idSchema, number: z.string(), shareKg: z.int() })),
  events: z.array(whyEventSchema),
});
export type WhyVisit = z.infer<typeof whyVisitSchema>;

/** Answer of `GET /api/ledger/why`. */
export const whySchema = z.object({
  unit: ledgerUnitSchema,
  stream: ledgerStreamSchema,
  from: daySchema,
  to: daySchema,
  generatedKg: z.int(),
  collectedKg: z.int(),
  treatedKg: z.int(),
  mass: massByGradeSchema,
  visitCounts: visitCountsSchema,
  generation: z.array(generationTermSchema),
  days: z.array(whyDaySchema),
  /** Tickets, visits and events are told of the last days of a long range only: from this one on. */
  detailsFrom: daySchema,
  tickets: z.array(whyTicketSchema),
  visits: z.array(whyVisitSchema),
  /** What handcart teams brought to the unit's points: custody before the truck, in no figure here. */
  tallies: z.array(
    z.object({
      id: idSchema,
      day: daySchema,
      pointCode: z.string(),
      team: z.string(),
      loads: z.int().nullable(),
      loadLitres: z.int().nullable(),
      kg: z.int().nullable(),
    }),
  ),
});
export type Why = z.infer<typeof whySchema>;
