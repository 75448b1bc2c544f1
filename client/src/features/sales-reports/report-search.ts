import { oneOf, textParam } from '~/app/list-search';

/** Named periods that the reports offer; `all` has no bounds and `custom` is `from` to `to`. */
export const REPORT_PERIODS = [
  'thisJalaliMonth',
  'lastJalaliMonth',
  'thisJalaliSeason',
  'lastJalaliSeason',
  'thisJalaliYear',
  'lastJalaliYear',
  'all',
  'custom',
] as const;
export type ReportPeriod = (typeof REPORT_PERIODS)[number];

/** What the reports are about; kept in the address bar. */
export interface ReportSearch {
  period?: ReportPeriod | undefined;
  from?: string | undefined;
  to?: string | undefined;
  pipeline?: string | undefined;
  owner?: string | undefined;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function reportSearch(raw: Record<string, unknown>): ReportSearch {
  const day = (value: unknown) => {
    const text = textParam(value);
    return text && DAY.test(text) ? text : undefined;
  };
  return {
    period: oneOf(raw.period, REPORT_PERIODS),
    from: day(raw.from),
    to: day(raw.to),
    pipeline: textParam(raw.pipeline),
    owner: textParam(raw.owner),
  };
}

export const DEFAULT_PERIOD: ReportPeriod = 'thisJalaliYear';

/** The query that every report takes. */
export function reportQuery({ period = DEFAULT_PERIOD, from, to, pipeline, owner }: ReportSearch) {
  const days =
    period === 'all' ? {} : period === 'custom' ? { from, to } : ({ period } as Record<string, string | undefined>);
  return { ...days, pipelineId: pipeline, ownerId: owner };
}
