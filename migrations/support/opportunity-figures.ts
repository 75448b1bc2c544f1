/**
 * What one row of `opportunity_figures` adds to each kind of cell that reports are made of. The one definition of a cell:
 * the view over single opportunities, the triggers that keep the added-up cells and their rebuilding are all made of it.
 *
 * | kind | detail | bucket | day | total, dated |
 * |---|---|---|---|---|
 * | result | stages seen | | closed: its end, open: its beginning | days from beginning to end, of so many |
 * | cohort | stages seen | | beginning | |
 * | expected | | | expected end, open ones only | |
 * | loss | loss reason | | end, lost ones only | |
 * | stay | | hundredths of a day | beginning | seconds; stays that are over only |
 */
export function cellsOf(figures: string, more = ''): string {
  const from = `from ${figures} f`;
  const cell = (
    kind: string,
    stage: string,
    detail: string,
    bucket: string,
    day: string,
    total: string,
    dated: string,
  ) =>
    `select '${kind}'::text as kind, ${more}f.pipeline_id, ${stage} as stage_id, f.status, ${detail} as detail, ${bucket} as bucket,
       ${day} as day, 1 as count, f.amount, f.weighted_amount as weighted, ${total}::bigint as total, ${dated} as dated`;
  const cycle = '(f.closed_on - f.engaged_on)';
  return [
    `${cell('result', 'f.stage_id', 'f.stages_seen', '0', 'f.day', cycle, `(${cycle} is not null)::integer`)} ${from}`,
    `${cell('cohort', 'f.stage_id', 'f.stages_seen', '0', 'f.engaged_on', '0', '0')} ${from}`,
    `${cell('expected', 'f.stage_id', `''`, '0', 'f.expected_close_on', '0', '0')} ${from}
       where f.status = 'open' and f.expected_close_on is not null`,
    `${cell('loss', 'f.stage_id', `coalesce(f.loss_reason_id::text, '')`, '0', 'f.closed_on', '0', '0')} ${from}
       where f.status = 'lost'`,
    `${cell('stay', 's.id', `''`, '(stay.seconds + 432) / 864', 'f.engaged_on', 'stay.seconds', '0')} ${from}
       cross join lateral unnest(f.stay_stages, f.stay_seconds) as stay (stage_number, seconds)
       join stages s on s.stage_number = stay.stage_number
       where stay.seconds is not null`,
  ].join('\nunion all\n');
}

const KEY = ['kind', 'pipeline_id', 'stage_id', 'status', 'detail', 'bucket', 'day'];
const SUMS = ['count', 'amount', 'weighted', 'total', 'dated'];
const COLUMNS = [...KEY, ...SUMS].join(', ');

/** Stays are kept by the Jalali year of the beginning: by day there would be about as many cells as stays. */
const DAY_OF_CELL = `coalesce(c.day - ((d.jm - 1) * 31 - greatest(d.jm - 7, 0) + d.jd - 1), c.day)`;

/** Cells of the rows of `figures`, added up; `sign` is -1 for rows that go. */
export function addedUp(figures: string, sign: 1 | -1): string {
  const key = KEY.map((name) => (name === 'day' ? DAY_OF_CELL : `c.${name}`)).join(', ');
  return `insert into opportunity_cells (${COLUMNS})
    select ${key}, ${SUMS.map((name) => `coalesce(sum(c.${name}), 0) * ${sign}`).join(', ')}
    from (${cellsOf(figures)}) c left join dim_date d on c.kind = 'stay' and d.date = c.day group by ${KEY.map((_, i) => i + 1).join(', ')}`;
}

/** Puts the rows of a cell together into one; those that add up to nothing go. */
export const FOLD = `with twins as (
    select ${KEY.join(', ')}, ${SUMS.map((name) => `sum(${name}) as ${name}`).join(', ')}, array_agg(ctid) as places
    from opportunity_cells group by ${KEY.join(', ')} having count(*) > 1
  ), gone as (
    delete from opportunity_cells c using (select unnest(places) as place from twins) t where c.ctid = t.place
  )
  insert into opportunity_cells (${COLUMNS}) select ${COLUMNS} from twins
  where (${SUMS.join(', ')}) is distinct from (${SUMS.map(() => '0').join(', ')})`;
