import { ApiProperty } from '@nestjs/swagger';
import type { SessionView } from './own-account.service.js';

/** A living session. */
export class SessionItem implements SessionView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time', description: 'To the minute.' })
  lastSeenAt!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;

  @ApiProperty({ type: String, nullable: true, example: '192.168.1.20' })
  ip!: string | null;

  @ApiProperty({ type: String, nullable: true })
  userAgent!: string | null;

  @ApiProperty({ description: 'Whether this request runs in it.' })
  current!: boolean;
}

/** How many sessions ended. */
export class RevokedAnswer {
  @ApiProperty({ example: 2 })
  revoked!: number;
}
