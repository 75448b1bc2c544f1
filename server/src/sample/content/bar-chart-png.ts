import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 480;
const HEIGHT = 300;
const MARGIN = 30;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Colours of the picture: paper, base line, bars. */
const PALETTE = Buffer.from([0xff, 0xff, 0xff, 0x94, 0xa3, 0xb8, 0x25, 0x63, 0xeb]);
const [PAPER, LINE, BAR] = [0, 1, 2];

/** A picture of bars, the first on the right; `values` are percent of the height. */
export function barChartPng(values: readonly number[]): Buffer {
  const room = (WIDTH - 2 * MARGIN) / values.length;
  const rows = Buffer.alloc((WIDTH + 1) * HEIGHT, PAPER);
  const floor = HEIGHT - MARGIN;
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = MARGIN; x < WIDTH - MARGIN; x += 1) {
      const place = (WIDTH - MARGIN - 1 - x) / room;
      const value = values[Math.floor(place)] ?? 0;
      const isBar = place % 1 > 0.2 && place % 1 < 0.8 && y < floor && y >= floor - ((floor - MARGIN) * value) / 100;
      // Each row begins with the number of its filter: none.
      rows[y * (WIDTH + 1) + 1 + x] = isBar ? BAR : y === floor ? LINE : PAPER;
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  // Eight bits a pixel, by palette.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', PALETTE),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
