import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Policy } from '../access/policy.js';
import { type Readiness, ReadinessService } from './readiness.js';

const readiness = {
  type: 'object',
  required: ['status', 'database', 'migrations', 'stopping'],
  properties: {
    status: { type: 'string', enum: ['ready', 'unavailable'] },
    database: { type: 'string', enum: ['ok', 'unreachable'] },
    migrations: { type: 'string', enum: ['ok', 'pending', 'unknown'] },
    stopping: { type: 'boolean' },
  },
};

/** For the machines that watch over the server. */
@ApiTags('Operations')
@Controller('health')
export class HealthController {
  constructor(private readonly service: ReadinessService) {}

  @Get('live')
  @Policy('public')
  @ApiOperation({
    summary: 'Is the process alive',
    description: 'Answers as long as the process answers at all; restart it when this fails.',
  })
  @ApiOkResponse({
    schema: { type: 'object', required: ['status'], properties: { status: { type: 'string', enum: ['live'] } } },
  })
  live(@Res({ passthrough: true }) reply: FastifyReply): { status: 'live' } {
    void reply.header('cache-control', 'no-store');
    return { status: 'live' };
  }

  @Get('ready')
  @Policy('public')
  @ApiOperation({
    summary: 'Is the server ready for requests',
    description: 'The database answers, its schema is up to date, and the server is not stopping.',
  })
  @ApiOkResponse({ schema: readiness })
  @ApiResponse({ status: 503, description: 'Send requests elsewhere for now.', schema: readiness })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const state = await this.service.check();
    void reply.header('cache-control', 'no-store').status(state.status === 'ready' ? 200 : 503);
    return state;
  }
}
