import { Controller, type MessageEvent, Sse } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { interval, map, merge, type Observable, share, takeUntil } from 'rxjs';
import { currentPrincipal } from '../access/current-principal.js';
import { Policy } from '../access/policy.js';
import { Problem } from '../errors/problem.js';
import { ApiProblems } from '../http/api-problems.js';
import { LiveEvents } from './live-events.js';
import { SessionWatch } from './session-watch.js';

/** Keeps proxies from closing a silent stream. */
const PING_MS = 20_000;

/** What happens now, for the screen of the one who is signed in. */
@ApiTags('Notifications')
@Controller('me/stream')
export class StreamController {
  constructor(
    private readonly live: LiveEvents,
    private readonly sessions: SessionWatch,
  ) {}

  @Sse()
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Follow own events live',
    description:
      'Server-sent events: `notification` when there is a new one, `progress` of own background work, `record` when others come to a record that you have open or write in a conversation of yours, `announcement` when there may be one to read, `ping` now and then. It closes within 5 seconds when the session is revoked. For people, not for API keys.',
  })
  @ApiOkResponse({
    description: '`event: notification`, `data: {"kind":"mentioned"}`',
    content: {
      'text/event-stream': {
        schema: { type: 'string', example: 'event: notification\ndata: {"kind":"mentioned"}\n\n' },
      },
    },
  })
  @ApiProblems(401, 403)
  stream(): Observable<MessageEvent> {
    const principal = currentPrincipal();
    const { sessionId } = principal.data;
    if (!sessionId) throw Problem.forbidden('access.denied');
    const ended = merge(this.live.closed, this.sessions.ended(sessionId)).pipe(share());
    const pings = interval(PING_MS).pipe(map(() => ({ type: 'ping', data: {} })));
    return merge(this.live.of(principal.userId), pings).pipe(takeUntil(ended));
  }
}
