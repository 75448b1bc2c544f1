import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '~/lib/live';
import { eventReader } from './stream';

function read(...pieces: string[]): LiveEvent[] {
  const events: LiveEvent[] = [];
  const take = eventReader((event) => events.push(event));
  for (const piece of pieces) take(piece);
  return events;
}

describe('eventReader', () => {
  it('joins an event that comes in pieces', () => {
    expect(read('event: notif', 'ication\nid: 1\ndata: {"kind":', '"assigned"}\n', '\nevent: ping\ndata: {}')).toEqual([
      { type: 'notification', data: { kind: 'assigned' } },
    ]);
  });

  it('tells several events of one piece, and leaves out comments', () => {
    const events = read(': hello\n\nevent: ping\ndata: {}\n\nevent: progress\r\ndata: {"done":3}\r\n\r\n');
    expect(events.map(({ type }) => type)).toEqual(['ping', 'progress']);
  });
});
