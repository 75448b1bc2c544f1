import type { Locale } from '../context/request-context.js';
import { say } from '../i18n/messages.js';
import { formatJalaliDate, moneyUnitName, toTehran } from '../persian/index.js';
import type { About } from '../records/about.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { recordTypes } from '../records/record-type.js';
import type { OutCell, OutColumn } from '../spreadsheets/sheet-writer.js';
import type { ExportRequest } from './export-request.js';

/** Names of linked records: by record type, then by id. */
export type Titles = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Whole numbers beyond it would lose their last digits in a spreadsheet. */
const MAX_NUMBER = 999_999_999_999_999;

/** Heading, width and format of a field's column. */
export function exportColumn(field: FieldDefinition, { locale, dates }: ExportRequest): OutColumn {
  const title = field.type === 'money' ? `${field[locale]} (${moneyUnitName('IRR', locale)})` : field[locale];
  switch (field.type) {
    case 'money':
    case 'integer':
      return { title, width: 18, format: '#,##0' };
    case 'decimal':
    case 'percent':
      return { title, width: 12, format: '#,##0.####' };
    case 'date':
      return { title, width: 12, ...(dates === 'iso' && { format: 'yyyy-mm-dd' }) };
    case 'instant':
      return { title, width: 18, ...(dates === 'iso' && { format: 'yyyy-mm-dd hh:mm' }) };
    case 'longText':
      return { title, width: 50 };
    default:
      return { title, width: field.search || field.target ? 28 : 18 };
  }
}

/** The value of a column as a cell for people, or for programs where the request says so. */
export function exportCell(field: FieldDefinition, value: unknown, request: ExportRequest, titles: Titles): OutCell {
  if (value === null || value === undefined) return null;
  const { locale } = request;
  switch (field.type) {
    case 'integer':
    case 'decimal':
    case 'percent':
    case 'money':
      return Math.abs(Number(value)) > MAX_NUMBER ? String(value) : Number(value);
    case 'date':
      return dayCell(String(value), request);
    case 'instant':
      return instantCell(String(value), request);
    case 'boolean':
      return say(locale, value === true ? 'exports.yes' : 'exports.no');
    case 'choice':
      return choiceLabel(field, value, locale);
    case 'multiChoice':
      return (value as unknown[]).map((one) => choiceLabel(field, one, locale)).join('، ');
    case 'tags':
      return (value as string[]).join('، ');
    case 'link':
      return linkCell(field.target, String(value), request, titles);
    case 'links':
      return (value as string[]).map((id) => linkCell(field.target, id, request, titles)).join('، ');
    case 'about':
      return linkCell((value as About).type, (value as About).id, request, titles);
    case 'json':
      return JSON.stringify(value);
    default:
      return String(value);
  }
}

function dayCell(day: string, { dates, format }: ExportRequest): OutCell {
  if (dates === 'jalali') return formatJalaliDate(day, 'ascii');
  return format === 'xlsx' ? new Date(`${day}T00:00:00Z`) : day;
}

function instantCell(instant: string, { dates, format }: ExportRequest): OutCell {
  if (dates === 'iso' && format === 'csv') return instant;
  const { date, minuteOfDay } = toTehran(instant);
  const time = `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;
  // A workbook has no zones: it gets what the clocks of its readers show.
  return dates === 'iso' ? new Date(`${date}T${time}:00Z`) : `${formatJalaliDate(date, 'ascii')} ${time}`;
}

function choiceLabel(field: FieldDefinition, value: unknown, locale: Locale): string {
  return field.choices?.find((choice) => choice.value === value)?.label[locale] ?? String(value);
}

/** The name of a linked record; empty when the caller doesn't see it. Unknown types keep the id. */
function linkCell(target: string | undefined, id: string, { links }: ExportRequest, titles: Titles): string {
  if (links === 'id' || target === undefined || !recordTypes.find(target)) return id;
  return titles.get(target)?.get(id) ?? '';
}
