import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { Building2, CalendarClock, Phone, Plus, StickyNote, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Filter } from '~/api/filter';
import { queryClient } from '~/api/query-client';
import { i18nReady } from '~/i18n';
import { formatNumber, type Money as MoneyValue } from '~/lib/format';
import { notify } from '~/lib/notices';
import { followTheme } from '~/lib/theme';
import { Avatar } from '~/ui/avatar';
import { BulkBar } from '~/ui/bulk-bar';
import { Button, IconButton } from '~/ui/button';
import { Card, KeyValue, Stat } from '~/ui/card';
import { BarChart, Funnel, Gauge, Sparkline } from '~/ui/charts';
import { Checkbox } from '~/ui/checkbox';
import { RadioGroup } from '~/ui/radio-group';
import { Switch } from '~/ui/switch';
import { Chip, StageChip } from '~/ui/chip';
import { ComboBox } from '~/ui/combo-box';
import {
  type Column,
  ColumnMenu,
  chosenColumns,
  DataTable,
  DensitySwitch,
  defaultChoice,
  useRowSelection,
} from '~/ui/data-table';
import { DatePicker } from '~/ui/date-picker';
import { DateRangePicker } from '~/ui/date-range-picker';
import { DateTimePicker } from '~/ui/date-time-picker';
import { Dialog, Sheet } from '~/ui/dialog';
import { FileDrop } from '~/ui/file-drop';
import { FilterBuilder } from '~/ui/filter/filter-builder';
import { Input, TextArea } from '~/ui/input';
import { SearchInput } from '~/ui/search-input';
import { MonthView, WeekView } from '~/ui/jalali-calendar';
import { KanbanBoard } from '~/ui/kanban';
import { KitProvider } from '~/ui/kit-provider';
import { Menu, menuOf } from '~/ui/menu';
import { MoneyInput } from '~/ui/money-input';
import { NumberInput } from '~/ui/number-input';
import { PhoneInput } from '~/ui/phone-input';
import { Progress } from '~/ui/progress';
import { SavedViewTabs } from '~/ui/saved-view-tabs';
import { MultiSelect, Select } from '~/ui/select';
import { StagePath } from '~/ui/stage-path';
import { EmptyState } from '~/ui/states';
import { Tabs } from '~/ui/tabs';
import { JalaliDate, Money, PhoneText } from '~/ui/text';
import { Timeline } from '~/ui/timeline';
import { ToastRegion } from '~/ui/toast';
import '~/styles/index.css';
import { DEALS, type Deal, FIELDS, STAGES } from './gallery-data';

const EVENTS = DEALS.slice(0, 30).map((deal, index) => ({
  id: deal.id,
  title: deal.name,
  startAt: new Date(Date.UTC(2026, 10, 15 + (index % 12), 5 + (index % 8), 30)).toISOString(),
  endAt: new Date(Date.UTC(2026, 10, 15 + (index % 12), 6 + (index % 8), 30)).toISOString(),
}));
const OPTIONS = STAGES.map((name, index) => ({ value: String(index), label: name }));

const COLUMNS: Array<Column<Deal>> = [
  { id: 'name', header: 'عنوان', sortField: 'name', width: 240, cell: (deal) => deal.name },
  { id: 'account', header: 'طرف حساب', cell: (deal) => deal.account },
  { id: 'stage', header: 'مرحله', cell: (deal) => <StageChip index={deal.stage}>{STAGES[deal.stage]}</StageChip> },
  {
    id: 'amount',
    header: 'مبلغ',
    sortField: 'amount',
    width: 190,
    cell: (deal) => <Money value={deal.amount} />,
  },
  {
    id: 'close',
    header: 'تاریخ بستن',
    sortField: 'expectedCloseOn',
    width: 120,
    cell: (deal) => <JalaliDate value={deal.closeOn} />,
  },
  {
    id: 'owner',
    header: 'مسئول',
    cell: (deal) => (
      <span className="flex items-center gap-2">
        <Avatar name={deal.owner} size="sm" />
        {deal.owner}
      </span>
    ),
  },
  { id: 'phone', header: 'موبایل', cell: (deal) => <PhoneText value={deal.phone} hasCopy={false} /> },
];

function Gallery() {
  const part = new URLSearchParams(location.search).get('part') ?? 'fields';
  return (
    <main className="flex flex-col gap-5 p-4 md:p-8">
      <h1 className="text-2xl font-bold">اجزای رابط</h1>
      {part === 'fields' ? <Fields /> : null}
      {part === 'list' ? <List /> : null}
      {part === 'board' ? <Board /> : null}
      {part === 'show' ? <Show /> : null}
      {part === 'calendar' ? <Calendars /> : null}
      <ToastRegion />
    </main>
  );
}

function Fields() {
  const [text, setText] = useState('شرکت آرمان');
  const [money, setMoney] = useState<MoneyValue | null>({
    amount: '125000000',
    currency: 'IRR',
  });
  const [number, setNumber] = useState<string | null>('1234.5');
  const [phone, setPhone] = useState<string | null>('+989121234567');
  const [date, setDate] = useState<string | null>('2026-11-21');
  const [range, setRange] = useState<[string | null, string | null]>(['2026-11-21', '2026-12-21']);
  const [instant, setInstant] = useState<string | null>('2026-11-21T11:00:00Z');
  const [choice, setChoice] = useState<string | null>('1');
  const [many, setMany] = useState<string[]>(['0', '2']);
  const [combo, setCombo] = useState<{ value: string; label: string } | null>(null);
  const [isOn, setOn] = useState(true);
  const [kind, setKind] = useState<'company' | 'person'>('company');
  const [isSheet, setSheet] = useState(false);
  const [isDialog, setDialog] = useState(false);
  return (
    <>
      <Card title="دکمه‌ها">
        <div className="flex flex-wrap gap-2">
          <Button
            variant="primary"
            icon={<Plus aria-hidden />}
            onPress={() => notify('«شرکت آرمان» به بازیافت رفت.', { undo: () => undefined })}
          >
            فرصت جدید
          </Button>
          <Button>ویرایش</Button>
          <Button variant="outline" onPress={() => setSheet(true)}>
            برگه
          </Button>
          <Button variant="ghost" onPress={() => setDialog(true)}>
            گفت‌وگو
          </Button>
          <Button variant="danger">حذف برای همیشه</Button>
          <Button variant="dangerSoft">شکست</Button>
          <Button variant="primary" isPending>
            در حال ذخیره
          </Button>
          <Button size="sm">کوچک</Button>
          <IconButton label="حذف">
            <Trash2 aria-hidden />
          </IconButton>
          <Menu
            label="منو"
            trigger={<Button>منو</Button>}
            groups={menuOf(
              { id: 'a', label: 'ویرایش', icon: <StickyNote />, onAction: () => undefined },
              { id: 'b', label: 'حذف', tone: 'danger', icon: <Trash2 />, onAction: () => undefined },
            )}
          />
        </div>
      </Card>
      <Card title="فیلدها">
        <div className="grid gap-4 md:grid-cols-3">
          <Input label="نام" value={text} onChange={setText} isRequired help="نام رسمی شرکت" />
          <Input
            label="کد ملی"
            value="1234567890"
            onChange={() => undefined}
            isLtr
            error="کد ملی درست نیست؛ ده رقم لازم است."
          />
          <SearchInput label="جست‌وجو" value="" onChange={() => undefined} className="self-end" />
          <MoneyInput label="مبلغ" value={money} onChange={setMoney} />
          <NumberInput label="تعداد" value={number} onChange={setNumber} />
          <PhoneInput label="موبایل" value={phone} onChange={setPhone} />
          <DatePicker label="تاریخ بستن" value={date} onChange={setDate} />
          <DateRangePicker label="بازه" from={range[0]} to={range[1]} onChange={(from, to) => setRange([from, to])} />
          <DateTimePicker label="سررسید" value={instant} onChange={setInstant} />
          <Select label="مرحله" value={choice} onChange={setChoice} options={OPTIONS} />
          <MultiSelect label="مرحله‌ها" value={many} onChange={setMany} options={OPTIONS} />
          <ComboBox label="طرف حساب" value={combo} onChange={setCombo} options={OPTIONS} />
          <TextArea label="یادداشت" value="" onChange={() => undefined} placeholder="بنویسید…" />
          <div className="flex flex-col gap-3">
            <Checkbox isSelected={isOn} onChange={setOn}>
              یادآوری شود
            </Checkbox>
            <Switch isSelected={isOn} onChange={setOn}>
              فعال
            </Switch>
            <RadioGroup
              label="نوع"
              isSegmented
              value={kind}
              onChange={setKind}
              options={[
                { value: 'company', label: 'حقوقی' },
                { value: 'person', label: 'حقیقی' },
              ]}
            />
          </div>
          <FileDrop label="فایل" accept={['.csv']} maxBytes={1e6} onFiles={() => undefined} />
        </div>
      </Card>
      <Sheet
        isOpen={isSheet}
        onOpenChange={setSheet}
        title="فرصت جدید"
        subtitle="فقط آنچه لازم است"
        footer={
          <>
            <Button variant="primary">ذخیره</Button>
            <Button>انصراف</Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <Input label="نام" value={text} onChange={setText} />
          <DatePicker label="تاریخ بستن" value={date} onChange={setDate} />
        </div>
      </Sheet>
      <Dialog
        isOpen={isDialog}
        onOpenChange={setDialog}
        title="برداشتن شرکت نمونه"
        footer={<Button variant="danger">برداشتن</Button>}
      >
        همهٔ رکوردهای نمونه پاک می‌شود.
      </Dialog>
    </>
  );
}

function List() {
  const selection = useRowSelection();
  const [choice, setChoice] = useState(defaultChoice(COLUMNS));
  const [sort, setSort] = useState<string | undefined>('-amount');
  const [filter, setFilter] = useState<Filter | undefined>({
    and: [
      { field: 'amount', op: 'gte', value: '5000000000' },
      {
        or: [
          { field: 'status', op: 'in', value: ['open'] },
          { field: 'expectedCloseOn', op: 'within', value: { period: 'thisWeek' } },
        ],
      },
    ],
  });
  const [columns, setColumns] = useState(() => chosenColumns(COLUMNS, choice));
  return (
    <div className="flex h-[44rem] flex-col gap-3">
      <SavedViewTabs
        views={[
          { id: 'a', name: 'این ماه' },
          { id: 'b', name: 'راکد' },
        ]}
        selected="a"
        isChanged
        onSelect={() => undefined}
        onCreate={() => undefined}
      />
      <div className="flex flex-wrap items-center gap-2">
        <FilterBuilder fields={FIELDS} value={filter} onChange={setFilter} />
        <span className="ms-auto text-xs text-muted">{formatNumber(DEALS.length)} مورد</span>
        <DensitySwitch />
        <ColumnMenu
          columns={COLUMNS}
          choice={choice}
          onChange={(next) => {
            setChoice(next);
            setColumns(chosenColumns(COLUMNS, next));
          }}
        />
      </div>
      <output className="sr-only">{JSON.stringify(filter)}</output>
      <div className="min-h-0 grow">
        <DataTable
          label="فرصت‌ها"
          columns={columns}
          rows={DEALS}
          totals={{ amount: <Money value={DEALS[3]?.amount} /> }}
          rowId={(deal) => deal.id}
          rowName={(deal) => deal.name}
          sort={sort}
          onSort={setSort}
          selection={selection}
          onOpen={() => undefined}
          renderCard={(deal) => (
            <div className="flex flex-col gap-1">
              <div className="flex items-center gap-2">
                <span className="grow truncate font-medium">{deal.name}</span>
                <StageChip index={deal.stage}>{STAGES[deal.stage]}</StageChip>
              </div>
              <div className="flex text-sm text-muted">
                <span className="grow">{deal.account}</span>
                <Money value={deal.amount} isCompact />
              </div>
            </div>
          )}
        />
      </div>
      <BulkBar count={selection.ids.size} onClear={selection.clear}>
        <Button size="sm">واگذاری</Button>
        <Button size="sm" variant="dangerSoft">
          حذف
        </Button>
      </BulkBar>
    </div>
  );
}

function Board() {
  const [deals, setDeals] = useState(DEALS);
  return (
    <div className="h-[44rem]">
      <KanbanBoard
        label="فرصت‌ها"
        itemId={(deal) => deal.id}
        itemName={(deal) => deal.name}
        onMove={(id, column) =>
          setDeals((all) => all.map((deal) => (deal.id === id ? { ...deal, stage: Number(column) } : deal)))
        }
        columns={STAGES.map((name, stage) => {
          const items = deals.filter((deal) => deal.stage === stage);
          return { id: String(stage), name, items, count: items.length, summary: '۲٫۵ میلیارد تومان، وزنی ۱٫۲' };
        })}
        renderCard={(deal) => (
          <div className="flex h-full flex-col gap-0.5">
            <span className="truncate text-xs text-muted">{deal.account}</span>
            <Money value={deal.amount} isCompact className="text-sm font-bold" />
            <span className="mt-auto flex items-center gap-2 text-2xs text-muted">
              <JalaliDate value={deal.closeOn} />
              <Avatar name={deal.owner} size="sm" className="ms-auto" />
            </span>
          </div>
        )}
      />
    </div>
  );
}

function Show() {
  return (
    <>
      <StagePath
        stages={STAGES.map((name, index) => ({ id: String(index), name }))}
        current="2"
        onMove={() => undefined}
      />
      <div className="grid gap-4 md:grid-cols-3">
        <Card>
          <Stat
            label="فروش این ماه"
            value={<Money value={{ amount: '25000000000', currency: 'IRR' }} isCompact />}
            note={<Sparkline label="روند" values={[3, 5, 4, 7, 6, 9]} />}
          />
        </Card>
        <Card title="هدف ماه">
          <Gauge label="هدف" value={62} target={100} expected={0.7} />
        </Card>
        <Card title="وضعیت">
          <div className="flex flex-wrap gap-2">
            {(['neutral', 'accent', 'success', 'warning', 'danger', 'information'] as const).map((tone) => (
              <Chip key={tone} tone={tone} icon={<CalendarClock aria-hidden />}>
                ۳ روز دیر شده
              </Chip>
            ))}
          </div>
          <Progress label="پیشرفت" value={0.4} className="mt-4" />
        </Card>
        <Card title="قیف من">
          <Funnel title="قیف" stages={STAGES.map((label, index) => ({ id: label, label, value: 100 - index * 19 }))} />
        </Card>
        <Card title="فروش ماهانه">
          <BarChart
            title="فروش"
            points={['فروردین', 'اردیبهشت', 'خرداد', 'تیر', 'مرداد'].map((label, index) => ({
              id: label,
              label,
              value: 10 + ((index * 37) % 50),
            }))}
          />
        </Card>
        <Card title="اطلاعات">
          <KeyValue
            items={[
              { id: '1', label: 'موبایل', value: <PhoneText value="+989121234567" /> },
              { id: '2', label: 'شهر', value: 'تهران' },
              { id: '3', label: 'مبلغ', value: <Money value={{ amount: '125000000', currency: 'IRR' }} /> },
            ]}
          />
        </Card>
      </div>
      <Card title="خط زمان">
        <Tabs
          label="زبانه"
          selected="all"
          onSelect={() => undefined}
          items={[
            { id: 'all', label: 'همه', count: 12 },
            { id: 'calls', label: 'تماس' },
          ]}
        />
        <div className="pt-4">
          <Timeline
            items={[
              {
                id: '1',
                at: '2026-11-21T10:00:00Z',
                icon: <Phone />,
                tone: 'success',
                title: 'تماس با خانم محمدی',
                actor: 'امیر کریمی',
                body: 'پیش‌فاکتور را دیدند؛ سه‌شنبه پاسخ می‌دهند.',
              },
              {
                id: '2',
                at: '2026-11-21T08:00:00Z',
                icon: <StickyNote />,
                title: 'یادداشت',
                actor: 'سارا محمدی',
                body: 'کد AB-12/34 ثبت شد',
              },
              { id: '3', at: '2026-11-10T08:00:00Z', icon: <Building2 />, title: 'فرصت ساخته شد', actor: 'سارا محمدی' },
            ]}
          />
        </div>
      </Card>
      <EmptyState
        icon={Building2}
        title="هنوز سرنخی ندارید"
        text="فهرست خود را از اکسل وارد کنید یا اولین سرنخ را بسازید."
        actions={
          <>
            <Button variant="primary">سرنخ جدید</Button>
            <Button>ورود از اکسل</Button>
          </>
        }
      />
    </>
  );
}

function Calendars() {
  return (
    <>
      <MonthView date="2026-11-21" events={EVENTS} holidays={new Map([['2026-11-13', 'شهادت']])} />
      <WeekView date="2026-11-21" events={EVENTS} />
    </>
  );
}

followTheme();
await i18nReady;
const router = createRouter({ routeTree: createRootRoute({ component: Gallery }), history: createMemoryHistory() });
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={queryClient}>
      <KitProvider>
        <RouterProvider router={router as never} />
      </KitProvider>
    </QueryClientProvider>,
  );
}
