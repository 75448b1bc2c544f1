import { describe, expect, it } from 'vitest';
import { drillTo, withStatus } from './drill';
import { bestOwner, growthUntil, largestShare, monthPairs, slowestStage, weakestStage } from './findings';
import { reportQuery, reportSearch } from './report-search';
import type { FunnelStage, Measures, OwnerFigures, Share, StageTime } from './report-types';

const rial = (amount: string) => ({ amount, currency: 'IRR' });
const stage = (name: string, reached: number, conversion: number | null) =>
  ({ stageId: name, name, reached, conversion }) as FunnelStage;

describe('findings', () => {
  it('names the weakest stage among those with enough cases', () => {
    const stages = [stage('a', 100, 0.8), stage('b', 80, 0.4), stage('c', 2, 0), stage('d', 40, null)];
    expect(weakestStage(stages)?.name).toBe('b');
    expect(weakestStage([stage('c', 2, 0)])).toBeUndefined();
  });

  it('names the slowest stage, the largest share and the best owner', () => {
    const time = (name: string, stays: number, medianDays: number | null) => ({ name, stays, medianDays }) as StageTime;
    expect(slowestStage([time('a', 3, 4), time('b', 2, 9), time('c', 0, null)])?.name).toBe('b');
    const share = (key: string | null, count: number) => ({ key, count }) as Share;
    expect(largestShare([share(null, 9), share('x', 4), share('y', 3)])?.key).toBe('x');
    const owner = (name: string | null, won: string) => ({ name, wonAmount: rial(won) }) as OwnerFigures;
    expect(bestOwner([owner('one', '5'), owner('two', '7'), owner(null, '9')])?.name).toBe('two');
    expect(bestOwner([owner('one', '0')])).toBeUndefined();
  });

  it('sets the months of a year beside those of the year before', () => {
    const group = (key: string, won: string) =>
      ({ key, label: null, wonAmount: rial(won) }) as Measures & {
        key: string;
        label: null;
      };
    const pairs = monthPairs([group('1404-01', '100'), group('1405-01', '150'), group('1404-09', '500')], 1405);
    expect(pairs).toHaveLength(12);
    expect(pairs[0]).toEqual({ month: 1, current: 150, before: 100 });
    expect(growthUntil(pairs, 8)).toBeCloseTo(0.5);
    expect(growthUntil(pairs.slice(1, 3), 3)).toBeNull();
  });
});

describe('search of the reports', () => {
  it('leaves out what cannot be read, and sends named periods, own days or none', () => {
    expect(reportSearch({ period: 'never', from: 'x', owner: 'u' })).toMatchObject({
      period: undefined,
      from: undefined,
      owner: 'u',
    });
    expect(reportQuery({})).toMatchObject({ period: 'thisJalaliYear' });
    expect(reportQuery({ period: 'custom', from: '2026-03-21', to: '2026-04-20' })).toMatchObject({
      from: '2026-03-21',
    });
    expect(reportQuery({ period: 'all' })).not.toHaveProperty('period');
  });
});

describe('rows behind a figure', () => {
  it('are those of the figure, the days, the pipeline and the owner', () => {
    const days = { from: '2026-03-21', to: '2026-04-20' };
    expect(drillTo({ owner: 'u' }, days, [withStatus('lost')], 'closedOn')).toEqual({
      mode: 'table',
      filter: {
        and: [
          { field: 'status', op: 'eq', value: 'lost' },
          { field: 'closedOn', op: 'between', value: ['2026-03-21', '2026-04-20'] },
          { field: 'ownerId', op: 'eq', value: 'u' },
        ],
      },
    });
    expect(drillTo({}, { from: null, to: null }, [withStatus('won')], 'closedOn').filter).toEqual(withStatus('won'));
  });
});
