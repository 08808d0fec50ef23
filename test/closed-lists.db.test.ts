import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALERT_KINDS } from '../domain/alerts/alerts.ts';
import { IMPORT_PHASES, IMPORT_STATES } from '../domain/areas.ts';
import { COOPERATIVE_KINDS } from '../domain/cooperatives.ts';
import { DEVICE_KINDS } from '../domain/devices/devices.ts';
import { REACH_KINDS } from '../domain/coverage.ts';
import { COMPLAINT_SOURCES } from '../domain/complaints/complaints.ts';
import { COMPLAINT_KINDS } from '../domain/complaints/kinds.ts';
import { DUTY_FIGURES, DUTY_KINDS, DUTY_STATES } from '../domain/duties/duties.ts';
import { DUTY_FILE_TYPES } from '../domain/duties/files.ts';
import { MASS_SOURCES, REPORT_SOURCES, TRACK_HOWS, VISIT_GRADES } from '../domain/evidence.ts';
import { MASS_GRADES } from '../domain/mass-grades.ts';
import { FACILITY_KINDS } from '../domain/facilities.ts';
import { FIELD_EVENT_KINDS } from '../domain/field-events.ts';
import { INCIDENT_KINDS } from '../domain/incidents/incidents.ts';
import { DIRTY_CAUSES } from '../domain/ledger/dirty-days.ts';
import { LEDGER_STREAMS } from '../domain/ledger/ledger-streams.ts';
import { LANGUAGES } from '../domain/languages.ts';
import { PLAN_PHASES, PLAN_STATES, REVISION_ORIGINS, STOP_KINDS, UNSERVED_REASONS } from '../domain/plans.ts';
import { POINT_KINDS } from '../domain/points.ts';
import { ROLES, SCOPE_KINDS } from '../domain/policy/roles.ts';
import {
  CREW_LEAVE_REASONS,
  DOCUMENT_KINDS,
  FACTOR_KINDS,
  GENERATOR_KINDS,
  TARGET_PATHS,
  TRUCK_ABSENCE_REASONS,
} from '../domain/register/closed-lists.ts';
import { REPORT_FAILURES, REPORT_FORMATS, REPORT_KINDS, REPORT_STATES } from '../domain/reports/requests.ts';
import { ROAD_STATES } from '../domain/register/fields.ts';
import { SIMULATION_STATES } from '../domain/simulation.ts';
import { STREAMS } from '../domain/stream-names.ts';
import { TRIP_SOURCES } from '../domain/tickets/match-trip.ts';
import { DOUBT_KINDS } from '../domain/tickets/plausibility.ts';
import { TICKET_SOURCES, TICKET_STATES } from '../domain/tickets/tickets.ts';
import { CHECK_KINDS } from '../domain/truck-checks/check-kinds.ts';
import { DROP_REASONS } from '../domain/tracking.ts';
import { SETTINGS, UNIT_KINDS } from '../domain/units.ts';
import { WEEK_PROPOSAL_STATES } from '../domain/week/proposals.ts';
import { WHAT_IF_STATES } from '../domain/what-ifs/what-ifs.ts';
import { NOTE_KINDS } from '../domain/notes/notes.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** A CHECK constraint's name and the list of domain/ it must allow, no more and no less. */
const LISTS: readonly [constraint: string, list: readonly string[]][] = [
  ['Membership_role_check', ROLES],
  ['Membership_scopeKind_check', SCOPE_KINDS],
  ['User_language_check', LANGUAGES],

  ['Alert_kind_check', ALERT_KINDS],
  ['DayNote_kind_check', NOTE_KINDS],
  ['DutyFile_type_check', DUTY_FILE_TYPES],
  ['Complaint_kind_check', COMPLAINT_KINDS],
  ['Complaint_source_check', COMPLAINT_SOURCES],
  ['WhatIf_state_check', WHAT_IF_STATES],
  ['WeekProposal_state_check', WEEK_PROPOSAL_STATES],
  ['AreaImport_state_check', IMPORT_STATES],
  ['AreaImport_phase_check', IMPORT_PHASES],
  ['Unit_kind_check', UNIT_KINDS],
  ['Unit_setting_check', SETTINGS],
  ['Cooperative_kind_check', COOPERATIVE_KINDS],
  ['CollectionPoint_kind_check', POINT_KINDS],
  ['PointStream_stream_check', STREAMS],
  ['PointReach_kind_check', REACH_KINDS],
  ['CollectionPoint_road_check', ROAD_STATES],
  ['Facility_road_check', ROAD_STATES],
  ['Facility_kind_check', FACILITY_KINDS],
  ['Facility_streams_check', STREAMS],
  ['Truck_streams_check', STREAMS],
  ['Target_streams_check', STREAMS],
  ['Target_setting_check', [...SETTINGS, 'any']],
  ['Target_path_check', TARGET_PATHS],
  ['Facility_treats_check', STREAMS],
  ['Generator_kind_check', GENERATOR_KINDS],
  ['Factor_kind_check', FACTOR_KINDS],
  ['Factor_setting_check', [...SETTINGS, 'any']],
  ['Factor_stream_check', STREAMS],
  ['TruckAbsence_reason_check', TRUCK_ABSENCE_REASONS],
  ['CrewLeave_reason_check', CREW_LEAVE_REASONS],
  ['Document_kind_check', DOCUMENT_KINDS],
  ['Device_kind_check', DEVICE_KINDS],
  ['PlanRun_state_check', PLAN_STATES],
  ['PlanRun_phase_check', PLAN_PHASES],
  ['PlanRun_origin_check', REVISION_ORIGINS],
  ['PlanRevision_origin_check', REVISION_ORIGINS],
  ['DroppedReports_reason_check', DROP_REASONS],
  ['Stop_kind_check', STOP_KINDS],
  ['Visit_stream_check', STREAMS],
  ['Stop_stream_check', STREAMS],
  ['UnservedVisit_stream_check', STREAMS],
  ['UnservedVisit_reason_check', UNSERVED_REASONS],
  ['FieldEvent_kind_check', FIELD_EVENT_KINDS],
  ['Incident_kind_check', INCIDENT_KINDS],
  ['TruckCheck_kind_check', CHECK_KINDS],
  ['FieldEvent_visitGrade_check', VISIT_GRADES],
  ['FieldEvent_source_check', REPORT_SOURCES],
  ['FieldEvent_trackHow_check', TRACK_HOWS],
  ['FieldEvent_massGrade_check', MASS_GRADES],
  ['FieldEvent_stream_check', STREAMS],
  ['Ticket_streams_check', STREAMS],
  ['Ticket_state_check', TICKET_STATES],
  ['Ticket_source_check', TICKET_SOURCES],
  ['Ticket_tripHow_check', TRIP_SOURCES],
  ['TicketDoubt_kind_check', DOUBT_KINDS],
  ['Tally_stream_check', STREAMS],
  ['FieldEvent_massHow_check', MASS_SOURCES],
  ['FacilityTreatment_streams_check', STREAMS],
  ['LedgerCell_stream_check', LEDGER_STREAMS],
  ['DirtyDay_cause_check', DIRTY_CAUSES],
  ['Simulation_state_check', SIMULATION_STATES],
  ['Duty_kind_check', DUTY_KINDS],
  ['Duty_state_check', DUTY_STATES],
  ['Duty_figure_check', DUTY_FIGURES],
  ['Report_kind_check', REPORT_KINDS],
  ['Report_format_check', REPORT_FORMATS],
  ['Report_language_check', LANGUAGES],
  ['Report_state_check', REPORT_STATES],
  ['Report_failure_check', REPORT_FAILURES],
];

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

describe('the closed lists of the domain and the constraints of the database are one', () => {
  test.each(LISTS)('%s', async (constraint, list) => {
    const found = await client.query<{ definition: string }>(
      'SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = $1',
      [constraint],
    );
    const allowed = [...(found.rows[0]?.definition ?? '').matchAll(/'([^']+)'/g)].map((match) => match[1]);
    expect([...allowed].sort()).toEqual([...list].sort());
  });
});
