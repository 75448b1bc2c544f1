import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Policy } from '../access/policy.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { Problem } from '../errors/problem.js';
import { ApiProblems } from '../http/api-problems.js';
import { MetricsService } from './metrics.service.js';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/** A proxy on this machine speaks from loopback for people who don't; it says so in these headers. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip'];

@ApiTags('Operations')
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: MetricsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Policy('public')
  @ApiOperation({
    summary: 'Figures for Prometheus',
    description: 'From the machine itself, or with `Authorization: Bearer <METRICS_TOKEN>`.',
  })
  @ApiOkResponse({
    content: {
      'text/plain': {
        schema: { type: 'string', example: 'peyvand_http_requests_total{method="GET",status="200"} 1042' },
      },
    },
  })
  @ApiProblems(403)
  async text(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (!this.isLocal(request) && !this.hasToken(request)) throw Problem.forbidden('access.denied');
    void reply.header('content-type', this.metrics.contentType).header('cache-control', 'no-store');
    return this.metrics.text();
  }

  private isLocal(request: FastifyRequest): boolean {
    const direct = request.socket.remoteAddress ?? '';
    return LOOPBACK.test(direct) && !FORWARDED.some((name) => request.headers[name] !== undefined);
  }

  private hasToken(request: FastifyRequest): boolean {
    const { metricsToken } = this.config;
    const given = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (metricsToken === undefined || given === undefined) return false;
    const digest = (text: string) => createHash('sha256').update(text).digest();
    return timingSafeEqual(digest(given), digest(metricsToken));
  }
}
