import type { LonLat } from '../../../domain/geo.ts';
import type { StopView } from '../../../domain/plans.ts';
import { MARGIN, type Paper, RIGHT, room, text } from './paper.ts';
import { type Mark, layOutTrip } from './trip-map.ts';

const MAP_HEIGHT = 210;

/** Draws the way of a trip with its stops by their numbers, north up. @param from where the trip begins; without it there is no map */
export function drawMap(
  paper: Paper,
  stops: readonly StopView[],
  marks: ReadonlyMap<string, string>,
  from: LonLat | null,
): void {
  const { pdf, words } = paper;
  const places = stops.filter(({ kind }) => kind === 'point' || kind === 'unload');
  if (places.length === 0 || from === null) return;
  room(paper, MAP_HEIGHT + 12);
  const top = paper.y + 6;
  const width = RIGHT - MARGIN;
  const map = layOutTrip(
    stops.flatMap(({ geometry }) => geometry?.coordinates ?? []),
    [
      ...places.map(
        ({ id, kind, position }): Mark => ({
          ...{ text: marks.get(id) ?? '', kind: kind === 'unload' ? 'unload' : 'point', at: position },
        }),
      ),
      { text: '', kind: 'start', at: from },
    ],
    width,
    MAP_HEIGHT,
  );
  pdf.save();
  pdf.translate(MARGIN, top);
  pdf.rect(0, 0, width, MAP_HEIGHT).lineWidth(0.6).stroke('#999999');
  pdf.lineWidth(1.6).lineJoin('round').strokeColor('#6d6d6d');
  for (const [index, [x, y]] of map.line.entries()) {
    if (index === 0) pdf.moveTo(x, y);
    else pdf.lineTo(x, y);
  }
  if (map.line.length > 1) pdf.stroke();
  for (const { spot, label } of map.marks) {
    if (spot !== label)
      pdf
        .moveTo(...spot)
        .lineTo(...label)
        .lineWidth(0.5)
        .stroke('#000000');
    pdf.circle(...spot, 1.6).fill('#000000');
  }
  for (const { kind, text: mark, label } of map.marks) drawMark(paper, kind, mark, label);
  const { scale } = map;
  const foot = MAP_HEIGHT - 8;
  pdf
    .moveTo(8, foot - 4)
    .lineTo(8, foot)
    .lineTo(8 + scale.width, foot)
    .lineTo(8 + scale.width, foot - 4);
  pdf.lineWidth(1).stroke('#000000');
  const length = scale.metres < 1000 ? `${scale.metres} m` : `${scale.metres / 1000} km`;
  text(paper, 'regular', 8, length, 8, foot - 15, 80);
  text(paper, 'regular', 8, words.map, width - 160, 4, 154, 'right', '#555555');
  text(paper, 'regular', 8, words.start, width - 160, 15, 142, 'right', '#555555');
  pdf
    .polygon([width - 11, 16], [width - 7, 24], [width - 15, 24])
    .lineWidth(0.8)
    .stroke('#000000');
  pdf.restore();
  paper.y = top + MAP_HEIGHT + 8;
}

function drawMark(paper: Paper, kind: Mark['kind'], mark: string, [x, y]: readonly [number, number]): void {
  const { pdf } = paper;
  pdf.lineWidth(1);
  if (kind === 'start') pdf.polygon([x, y - 6], [x + 6, y + 5], [x - 6, y + 5]).fillAndStroke('#ffffff', '#000000');
  else if (kind === 'unload') pdf.rect(x - 7, y - 7, 14, 14).fillAndStroke('#000000', '#000000');
  else pdf.circle(x, y, 7).fillAndStroke('#ffffff', '#000000');
  const colour = kind === 'unload' ? '#ffffff' : '#000000';
  text(paper, 'bold', mark.length > 2 ? 6 : 8, mark, x - 10, y - (mark.length > 2 ? 4 : 5), 20, 'center', colour);
}
