import type {
  SalesReportsForecastResponse,
  SalesReportsFunnelResponse,
  SalesReportsLossReasonsResponse,
  SalesReportsOwnersResponse,
  SalesReportsStageTimesResponse,
  SalesReportsSummaryResponse,
} from '~/api/generated';

/** Answers of the reports, as the API document tells them, and the parts that screens speak of. */
export type Summary = SalesReportsSummaryResponse;
/** The figures of a set of opportunities. */
export type Measures = Summary['totals'];
export type FunnelReport = SalesReportsFunnelResponse;
export type FunnelStage = FunnelReport['stages'][number];
export type StageTime = SalesReportsStageTimesResponse['stages'][number];
export type LossReport = SalesReportsLossReasonsResponse;
export type Share = LossReport['reasons'][number];
export type ForecastReport = SalesReportsForecastResponse;
export type OwnersReport = SalesReportsOwnersResponse;
export type OwnerFigures = OwnersReport['data'][number];
