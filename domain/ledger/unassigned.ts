/** Code of the line that holds what no unit can be told of: tickets without visits, visits in no unit in force. */
export const UNASSIGNED_UNIT = 'unassigned';
