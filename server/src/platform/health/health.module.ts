import { Module } from '@nestjs/common';
import { MetricsController } from '../metrics/metrics.controller.js';
import { MetricsService } from '../metrics/metrics.service.js';
import { HealthController } from './health.controller.js';
import { ReadinessService } from './readiness.js';

/** What watches over the server ask it: health and figures. */
@Module({
  controllers: [HealthController, MetricsController],
  providers: [ReadinessService, MetricsService],
})
export class HealthModule {}
