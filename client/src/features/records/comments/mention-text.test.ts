import { describe, expect, it } from 'vitest';
import { type Mention, mentionQuery, partsOf, withMentions, withNames } from './mention-text';

const SARA: Mention = { type: 'user', id: '0199c0de-0000-7000-8000-000000000001', name: 'سارا' };
const SARA_M: Mention = { type: 'user', id: '0199c0de-0000-7000-8000-000000000002', name: 'سارا مرادی' };
const TEAM: Mention = { type: 'team', id: '0199c0de-0000-7000-8000-000000000003', name: 'فروش' };

describe('mentions in a text', () => {
  it('become ids, the longer name first, and names again', () => {
    const text = '@سارا مرادی و @سارا و @فروش';
    const stored = withMentions(text, [SARA, SARA_M, TEAM]);
    expect(stored).toBe(`@[${SARA_M.id}] و @[${SARA.id}] و @[team:${TEAM.id}]`);
    expect(withNames(stored, [SARA, SARA_M, TEAM])).toBe(text);
  });

  it('are told apart from the words around them, named or not', () => {
    expect(partsOf(`سلام @[${SARA.id}]\nو @[team:${TEAM.id}]`, [SARA])).toEqual([
      { text: 'سلام ' },
      { mention: { type: 'user', id: SARA.id, name: 'سارا' } },
      { text: '\nو ' },
      { mention: { type: 'team', id: TEAM.id, name: undefined } },
    ]);
  });

  it.each([
    ['سلام @سا', 'سا'],
    ['@', ''],
    ['@سارا مر', 'سارا مر'],
    ['a@b', undefined],
    ['سلام', undefined],
    ['@سارا مرادی جان', undefined],
  ])('are looked for while «%s» is written', (text, query) => {
    expect(mentionQuery(text)).toBe(query);
  });
});
