import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Client } from 'pg';
import type { FileStore } from '../platform/files/file-store.js';
import type { SampleAccount } from './content/accounts.js';
import type { SampleWorld } from './content/world.js';
import { insertRows } from './copy/insert-rows.js';
import { barChartPng } from './content/bar-chart-png.js';
import { isSample, sampleId } from './sample-ids.js';

const MINUTES_TEXT = `صورت جلسه
موضوع: بررسی نیازهای بخش تصویربرداری
حاضران: مدیر خرید، مسئول فنی، کارشناس فروش
نتیجه: پیش‌فاکتور اصلاح‌شده تا هفتهٔ آینده فرستاده می‌شود.
`;
const SITE_TEXT = `یادداشت بازدید
برق سه‌فاز آماده است. در ورودی نود سانتی‌متر است و دستگاه از آن رد می‌شود.
زمان نصب با نگهبانی هماهنگ شود.
`;

const DOCUMENTS = [
  { name: 'صورت جلسهٔ نیازسنجی.txt', mediaType: 'text/plain', content: () => Buffer.from(MINUTES_TEXT, 'utf8') },
  { name: 'خرید سه سال گذشته.png', mediaType: 'image/png', content: () => barChartPng([42, 61, 88]) },
  { name: 'یادداشت بازدید از محل نصب.txt', mediaType: 'text/plain', content: () => Buffer.from(SITE_TEXT, 'utf8') },
  { name: 'مصرف ماهانه.png', mediaType: 'image/png', content: () => barChartPng([30, 34, 52, 47, 66, 58]) },
];
const MOST_FILES = 12;
const MAX_BYTES = 1024 * 1024;

/**
 * Puts a few documents on customers, those of whoever loads the sample first. The contents are in the store before the rows
 * are committed; what a broken load leaves there is swept like every upload that failed.
 */
export async function insertFiles(client: Client, store: FileStore, world: SampleWorld): Promise<void> {
  const rows: Record<string, unknown>[] = [];
  for (const [index, account] of withOpportunities(world).entries()) {
    const { name, mediaType, content } = DOCUMENTS[index % DOCUMENTS.length] as (typeof DOCUMENTS)[number];
    const bytes = content();
    const storageKey = await store.keep(await store.receive(Readable.from([bytes]), MAX_BYTES));
    const owner = world.company.person(account.owner).id;
    rows.push({
      id: sampleId('file', index),
      owner_id: owner,
      org_unit_id: world.company.unitIdOf(account.owner),
      created_by: owner,
      updated_by: owner,
      name,
      size: bytes.length,
      media_type: mediaType,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      storage_key: storageKey,
      about_type: 'account',
      about_id: world.id('account', account.index),
      version: 1,
      created_at: new Date(world.days.nowMs),
      updated_at: new Date(world.days.nowMs),
      custom: {},
    });
  }
  await insertRows(client, 'files', rows);
}

/** Keys of the contents that the sample's files have now. */
export async function contentKeys(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>(
    `select storage_key as key from files where ${isSample('id')} or ${isSample('about_id')}`,
  );
  return rows.map(({ key }) => key);
}

/** Customers to whom something is being sold: at most half of them of whoever loads the sample. */
function withOpportunities(world: SampleWorld): SampleAccount[] {
  const own: SampleAccount[] = [];
  const others: SampleAccount[] = [];
  for (const account of world.accounts()) {
    if (world.opportunitiesOf.count(account.index) === 0) continue;
    const list = account.owner === world.company.loader ? own : others;
    if (list.length < MOST_FILES / 2) list.push(account);
    if (own.length + others.length === MOST_FILES) break;
  }
  return [...own, ...others];
}
