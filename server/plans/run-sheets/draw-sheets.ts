import { createRequire } from 'node:module';
import { setImmediate as breathe } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import type { Language } from '../../../domain/languages.ts';
import type { RouteView, StopView } from '../../../domain/plans.ts';
import { sheetMarks } from '../../../domain/run-sheets.ts';
import { SKIP_REASONS, skipReasonText } from '../../../domain/skip-reasons.ts';
import { clockOfSecond } from '../../../domain/windows.ts';
import { STREAM_NAMES } from '../../../domain/stream-names.ts';
import type { RunSheets } from './read-run-sheets.ts';
import { drawMap } from './draw-map.ts';
import { BOTTOM, FONTS, MARGIN, newPage, PAGE, type Paper, RIGHT, room, text } from './paper.ts';
import { SHEET_WORDS } from './words.ts';

const find = createRequire(import.meta.url).resolve;

/** So high that one can write with a pencil on a dashboard. */
const LEAST_ROW = 34;

/** Columns of the list of stops: where each begins, and how wide it is. */
const COLUMNS = columns({ mark: 30, place: 205, time: 46, expected: 58, done: 40, actual: 62, reason: 86 });

/**
 * Draws the run sheets of a day as one PDF, A4, each route on pages of its own: where the truck goes in which order, what is
 * expected there, and room for what really happened.
 *
 * @param appAddress where the driver's app is opened; stands on each sheet as a QR code
 * @returns the document's bytes
 */
export async function drawSheets(sheets: RunSheets, language: Language, appAddress: string): Promise<Buffer> {
  const words = SHEET_WORDS[language];
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const { timeZone } = sheets.town;
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  const pdf = new PDFDocument({
    ...{ size: 'A4', margin: 0, autoFirstPage: false, bufferPages: true },
    info: { Title: `${words.title} ${sheets.day}`, Creator: 'Tuyến Xanh' },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => pdf.on('end', resolve));
  for (const [name, path] of Object.entries(FONTS)) pdf.registerFont(name, find(path));
  const paper: Paper = {
    ...{ pdf, sheets, words, language, y: MARGIN },
    kg: (kg) => figure.format(kg),
    clock: (instant) => time.format(new Date(instant)),
  };
  const code = QRCode.create(appAddress, { errorCorrectionLevel: 'M' }).modules;
  const feet: { from: number; title: string }[] = [];
  for (const route of sheets.routes) {
    feet.push({
      from: pdf.bufferedPageRange().count,
      title: `${words.truck} ${route.truckNumber} · ${route.truckCode}`,
    });
    drawRoute(paper, route, code);
    // Others wait for the same process.
    await breathe();
  }
  if (sheets.routes.length === 0) {
    newPage(paper);
    text(paper, 'regular', 12, words.nothing, MARGIN, MARGIN, RIGHT - MARGIN);
  }
  drawFeet(paper, feet);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function drawRoute(paper: Paper, route: RouteView, code: QrModules): void {
  const { words } = paper;
  newPage(paper);
  drawHead(paper, route, code);
  const marks = sheetMarks(route.stops);
  const trips = tripsOf(route);
  for (const [index, stops] of trips.entries()) {
    const trip = route.trips.find(({ number }) => number === stops.find(({ tripNumber }) => tripNumber)?.tripNumber);
    // A title alone at the foot of a page belongs to nothing.
    room(paper, 22 + 26 + LEAST_ROW * 2);
    if (trip) {
      const title = words.trip(trip.number, trip.facilityName);
      text(paper, 'bold', 13, title, MARGIN, paper.y + 5, 380);
      const load = words.expectedOfTrip(paper.kg(trip.loadKg));
      text(paper, 'italic', 10, load, RIGHT - 150, paper.y + 8, 150, 'right', '#555555');
      paper.y += 24;
    }
    drawTableHead(paper);
    for (const stop of stops) drawStop(paper, stop, marks.get(stop.id) ?? '');
    const before = trips[index - 1]?.at(-1);
    drawMap(paper, stops, marks, before?.position ?? route.stops[0]?.position ?? null);
  }
  drawEnd(paper);
}

/** The stops of each trip with what lies before it; what comes after the last unloading goes with it. */
function tripsOf({ stops }: RouteView): StopView[][] {
  const trips: StopView[][] = [[]];
  for (const stop of stops) {
    if (stop.kind === 'start' || stop.kind === 'end') continue;
    trips.at(-1)?.push(stop);
    if (stop.kind === 'unload') trips.push([]);
  }
  return trips.filter((trip) => trip.length > 0);
}

function drawHead(paper: Paper, route: RouteView, code: QrModules): void {
  const { pdf, words, sheets, clock } = paper;
  const size = 74;
  drawCode(pdf, code, RIGHT - size, MARGIN, size);
  text(paper, 'regular', 7.5, words.app, RIGHT - size - 20, MARGIN + size + 3, size + 20, 'right', '#555555');
  const title = `${words.truck} ${route.truckNumber}  ·  ${route.truckCode}`;
  text(paper, 'regular', 10, `${words.title} · ${sheets.town.name}`, MARGIN, MARGIN, 400, 'left', '#333333');
  text(paper, 'bold', 25, title, MARGIN, MARGIN + 13, 420);
  const day = dayText(sheets.day, paper.language);
  const crew = route.crewCode === null ? '' : `  ·  ${words.crew} ${route.crewCode}`;
  const shift = `${words.shift} ${clock(route.shiftStartsAt)}–${clock(route.shiftEndsAt)}`;
  text(paper, 'bold', 12, `${day}  ·  ${shift}${crew}`, MARGIN, MARGIN + 47, 430);
  const way = words.way(clock(route.startsAt), clock(route.endsAt), paper.kg(route.lengthMetres / 1000));
  text(paper, 'regular', 10, way, MARGIN, MARGIN + 65, 430);
  let y = MARGIN + 82;
  const warnings = [
    ...(sheets.isPublished ? [] : [words.draft]),
    ...(sheets.town.isSynthetic ? [words.synthetic] : []),
  ];
  if (warnings.length > 0) {
    text(paper, 'bold', 9.5, warnings.join('  ·  '), MARGIN, y, 430);
    y += 14;
  }
  text(paper, 'regular', 10, words.odometer, MARGIN, y + 2, 430);
  paper.y = y + 22;
}

function drawTableHead(paper: Paper): void {
  const { pdf, words } = paper;
  const height = 25;
  pdf.rect(MARGIN, paper.y, RIGHT - MARGIN, height).fill('#e6e6e6');
  const head = (column: keyof typeof COLUMNS, label: string, align: 'left' | 'center' | 'right' = 'center') => {
    const { x, width } = COLUMNS[column];
    text(paper, 'bold', 8, label, x + 3, paper.y + 3, width - 6, align);
  };
  head('place', words.place, 'left');
  head('time', words.time);
  head('expected', words.expected);
  head('done', words.done);
  head('actual', words.actual);
  head('reason', words.reason);
  paper.y += height;
}

function drawStop(paper: Paper, stop: StopView, mark: string): void {
  const { pdf, words, kg, clock } = paper;
  const name =
    stop.kind === 'break' ? words.rest : stop.kind === 'unload' ? `${words.unload}: ${stop.name}` : stop.name;
  const about = aboutOf(paper, stop);
  const { place } = COLUMNS;
  const isRest = stop.kind === 'break';
  pdf.font('bold').fontSize(12);
  const nameHeight = pdf.heightOfString(name, { width: place.width - 8, lineGap: -1 });
  pdf.font('regular').fontSize(9);
  const aboutHeight = about === '' ? 0 : pdf.heightOfString(about, { width: place.width - 8 });
  const height = Math.max(isRest ? 22 : LEAST_ROW, nameHeight + aboutHeight + 9);
  if (paper.y + height > BOTTOM) {
    newPage(paper);
    drawTableHead(paper);
  }
  const { y } = paper;
  if (stop.kind !== 'point') pdf.rect(MARGIN, y, RIGHT - MARGIN, height).fill('#f3f3f3');
  text(paper, 'bold', 14, mark, COLUMNS.mark.x, y + 5, COLUMNS.mark.width - 2, 'center');
  text(paper, 'bold', 12, name, place.x + 3, y + 3, place.width - 8);
  if (about !== '') text(paper, 'regular', 9, about, place.x + 3, y + 4 + nameHeight, place.width - 8);
  text(paper, 'italic', 11, clock(stop.arrivesAt), COLUMNS.time.x, y + 7, COLUMNS.time.width, 'center');
  if (stop.kind === 'point') {
    text(
      paper,
      'italic',
      11,
      kg(stop.loadKg),
      COLUMNS.expected.x,
      y + 7,
      COLUMNS.expected.width - 8,
      'right',
      '#444444',
    );
    const { x, width } = COLUMNS.done;
    pdf
      .rect(x + width / 2 - 9, y + height / 2 - 9, 18, 18)
      .lineWidth(1)
      .stroke('#000000');
  }
  if (stop.kind === 'unload') {
    const width = (RIGHT - COLUMNS.expected.x) / 3;
    for (const [index, label] of [words.ticket, words.gross, words.tare].entries()) {
      const x = COLUMNS.expected.x + index * width;
      text(paper, 'regular', 7.5, label, x + 3, y + 2, width - 6, 'left', '#555555');
      pdf
        .moveTo(x, y)
        .lineTo(x, y + height)
        .lineWidth(0.5)
        .stroke('#999999');
    }
  } else if (!isRest) {
    for (const column of ['time', 'expected', 'done', 'actual', 'reason'] as const) {
      const { x } = COLUMNS[column];
      pdf
        .moveTo(x, y)
        .lineTo(x, y + height)
        .lineWidth(0.5)
        .stroke('#bbbbbb');
    }
  }
  pdf
    .moveTo(MARGIN, y + height)
    .lineTo(RIGHT, y + height)
    .lineWidth(0.6)
    .stroke('#777777');
  paper.y += height;
}

/** What is said below the name of a stop: code, stream, when it may be served, what the office has to say. */
function aboutOf({ sheets, words, language }: Paper, stop: StopView): string {
  if (stop.kind !== 'point') return '';
  const point = stop.pointId === null ? undefined : sheets.points.get(stop.pointId);
  const windows = (point?.windows ?? []).map(([from, to]) => `${clockOfSecond(from)}–${clockOfSecond(to)}`).join(', ');
  const parts =
    stop.visitPart !== null && (stop.visitParts ?? 1) > 1 ? words.part(stop.visitPart, stop.visitParts ?? 1) : '';
  const facts = [
    stop.code,
    stop.stream === null ? '' : STREAM_NAMES[stop.stream][language],
    parts,
    windows === '' ? '' : `${words.windows} ${windows}`,
  ];
  return [facts.filter((fact) => fact !== '').join(' · '), point?.access, point?.note].filter(Boolean).join('\n');
}

function drawEnd(paper: Paper): void {
  const { words, language } = paper;
  room(paper, 66);
  const reasons = SKIP_REASONS.map((reason, index) => `${index + 1} ${skipReasonText(reason, language)}`);
  const known = `${words.reasons}: ${[...reasons, words.otherReason].join('  ·  ')}`;
  text(paper, 'regular', 9, known, MARGIN, paper.y + 4, RIGHT - MARGIN);
  text(paper, 'italic', 9, words.honest, MARGIN, paper.y + 29, RIGHT - MARGIN);
  text(paper, 'regular', 9.5, `${words.driver}: ……………………………`, MARGIN, paper.y + 50, 250);
  text(paper, 'regular', 9.5, `${words.signature}: ……………………………`, MARGIN + 265, paper.y + 50, 260);
  paper.y += 66;
}

/** Page numbers count the pages of one truck: its sheets are handed out by themselves. */
function drawFeet(paper: Paper, feet: readonly { readonly from: number; readonly title: string }[]): void {
  const { pdf, words, sheets } = paper;
  const { count } = pdf.bufferedPageRange();
  for (const [index, { from, title }] of feet.entries()) {
    const until = feet[index + 1]?.from ?? count;
    for (let page = from; page < until; page += 1) {
      pdf.switchToPage(page);
      const y = PAGE.height - MARGIN - 4;
      const left = `${title} · ${sheets.day} · #${sheets.revisionNumber}`;
      text(paper, 'regular', 8.5, left, MARGIN, y, 350, 'left', '#555555');
      const number = words.page(page - from + 1, until - from);
      text(paper, 'regular', 8.5, number, RIGHT - 150, y, 150, 'right', '#555555');
    }
  }
}

type QrModules = ReturnType<typeof QRCode.create>['modules'];

function drawCode(pdf: PDFKit.PDFDocument, modules: QrModules, x: number, y: number, size: number): void {
  const step = size / modules.size;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      // Neighbours overlap a little, or printers leave white hairlines between them.
      if (modules.get(row, column)) pdf.rect(x + column * step, y + row * step, step + 0.2, step + 0.2);
    }
  }
  pdf.fill('#000000');
}

function columns<C extends string>(widths: Readonly<Record<C, number>>): Record<C, { x: number; width: number }> {
  let x = MARGIN;
  const laid = {} as Record<C, { x: number; width: number }>;
  for (const name of Object.keys(widths) as C[]) {
    laid[name] = { x, width: widths[name] };
    x += widths[name];
  }
  return laid;
}

function dayText(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
