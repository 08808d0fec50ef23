/** Why a truck is out of service. */
export const TRUCK_ABSENCE_REASONS = [
  'breakdown',
  'maintenance',
  'inspection',
  'accident',
  'no-driver',
  'lent',
  'other',
] as const;
/** Why a crew is on leave. */
export const CREW_LEAVE_REASONS = ['leave', 'sickness', 'training', 'other'] as const;
/** Documents that expire. */
export const DOCUMENT_KINDS = ['registration', 'inspection', 'insurance', 'licence'] as const;
/** Places with waste of their own. */
export const GENERATOR_KINDS = ['market', 'clinic', 'school', 'factory', 'farm', 'office', 'other'] as const;
/** Numbers that figures are computed with; their units stand beside the model in prisma/schema.prisma. */
export const FACTOR_KINDS = ['generation', 'composition', 'density', 'fuel', 'co2'] as const;
/** How a target's share changes up to the next one. */
export const TARGET_PATHS = ['stepped', 'linear'] as const;
