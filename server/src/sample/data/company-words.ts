/** A line of business with the words that its firms' names are made of. */
export interface Trade {
  readonly industry: string;
  readonly prefixes: readonly string[];
  readonly endings: readonly string[];
  readonly weight: number;
  /** What its people do. */
  readonly titles: readonly string[];
}

const list = (text: string): readonly string[] => text.split('|');

const MEDICAL = list('مدیر داخلی|سرپرستار|مسئول تجهیزات پزشکی|کارشناس خرید|مدیر امور مالی|رئیس بخش|مسئول فنی|کارپرداز');
const OFFICE = list(
  'مدیرعامل|مدیر بازرگانی|کارشناس خرید|مدیر مالی|مسئول تدارکات|مدیر فناوری اطلاعات|رئیس دفتر|مدیر اداری',
);

export const TRADES: readonly Trade[] = [
  {
    industry: 'بیمارستان',
    prefixes: list('بیمارستان|مرکز جراحی|بیمارستان تخصصی'),
    endings: list('|||'),
    weight: 14,
    titles: MEDICAL,
  },
  {
    industry: 'درمانگاه و کلینیک',
    prefixes: list('کلینیک|درمانگاه|پلی‌کلینیک|مرکز درمانی'),
    endings: list('|||تخصصی'),
    weight: 20,
    titles: MEDICAL,
  },
  {
    industry: 'دندان‌پزشکی',
    prefixes: list('کلینیک دندان‌پزشکی|مرکز دندان‌پزشکی'),
    endings: list('||'),
    weight: 10,
    titles: MEDICAL,
  },
  {
    industry: 'آزمایشگاه',
    prefixes: list('آزمایشگاه|آزمایشگاه پاتوبیولوژی|مرکز تصویربرداری'),
    endings: list('||'),
    weight: 10,
    titles: MEDICAL,
  },
  {
    industry: 'داروخانه و پخش دارو',
    prefixes: list('داروخانه|شرکت پخش|شرکت دارویی'),
    endings: list('||دارو'),
    weight: 7,
    titles: MEDICAL,
  },
  {
    industry: 'بازرگانی تجهیزات پزشکی',
    prefixes: list('شرکت|بازرگانی|گروه'),
    endings: list('طب|طب نوین|تجهیز|درمان|سلامت|مد'),
    weight: 13,
    titles: OFFICE,
  },
  {
    industry: 'تولیدی و صنعتی',
    prefixes: list('شرکت|صنایع|گروه صنعتی|تولیدی'),
    endings: list('صنعت|سازه|پلاست|فولاد|نساج|شیمی'),
    weight: 10,
    titles: OFFICE,
  },
  {
    industry: 'آموزش',
    prefixes: list('دانشگاه|مدرسهٔ|آموزشگاه|مجتمع آموزشی'),
    endings: list('||'),
    weight: 6,
    titles: OFFICE,
  },
  {
    industry: 'بانک و بیمه',
    prefixes: list('بیمهٔ|مؤسسهٔ اعتباری|کارگزاری'),
    endings: list('||'),
    weight: 4,
    titles: OFFICE,
  },
  {
    industry: 'خدمات و مشاوره',
    prefixes: list('شرکت|دفتر|هلدینگ|مؤسسهٔ'),
    endings: list('پردازش|رایان|گستر|پژوه|تدبیر'),
    weight: 6,
    titles: OFFICE,
  },
];

export const STEMS = list(
  'پارس|مهرگان|آریا|سپهر|نوین|البرز|زاگرس|دماوند|کیمیا|پاسارگاد|ایرانیان|نگین|مهر|امید|سینا|رازی|فارابی|خیام|کوروش|هخامنش|ساسان|آوا|آرمان|پیشرو|رایا|سروش|شفا|صبا|طلوع|غدیر|فجر|کوثر|گلستان|لاله|ماهان|نسیم|نیکان|هدایت|همت|یاس|یکتا|آتیه|آفتاب|آبان|آذر|باران|بهمن|پرتو|پردیس|ترنج|توسن|جهان|چکاد|خاور|درخشان|دنا|رها|رویان|ژرف|سبلان|سهند|شایگان|طراوت|فردوس|فرین|کاوه|کسری|گیتی|مانا|مهسان|ناهید|ونوس|هامون|هیرمند|یزدان|سلامت|حکیم|بوعلی|جرجانی|شفق',
);
export const SECOND_STEMS = list(
  'گستر|آسیا|شرق|غرب|جنوب|شمال|مرکز|ایران|برتر|پایدار|پرداز|پویا|تابان|راد|جاوید|آینده|زرین|سبز|سپید|شهر|فردا|کیان|گلبرگ|ماندگار|نامی|هوشمند|یاران|آروین|ارشیا|رستاک|مهرآیین|نیک|پارسیان|ستاره|فرزان',
);
/** Rivals and suppliers that everybody in the trade knows. */
export const RIVALS = list(
  'شرکت مدیران طب آسیا|بازرگانی تجهیز گستر پارسه|شرکت رهاورد سلامت|گروه اداری ماندگار|شرکت پیشگامان درمان شرق|بازرگانی نوآوران راد',
);
export const SUPPLIERS = list(
  'شرکت تولیدی فراز صنعت سپاهان|صنایع استیل البرز طب|شرکت الکترونیک کیان سنجش|چاپ و کاغذ نگین پارس',
);
export const PARTNERS = list('شرکت حمل‌ونقل ترابر مهر|خدمات پس از فروش آریا سرویس');

export const ACCOUNT_TAGS = list('ویژه|مناقصه‌ای|نمایشگاه ایران هلث|قرارداد سالانه|تسویهٔ نقدی|دولتی');
export const CONTACT_TAGS = list('تصمیم‌گیر|پیگیر|همکار دانشگاهی|نمایشگاه ایران هلث');
export const PERSON_TITLES = list('پزشک|دندان‌پزشک|ماما|فیزیوتراپیست');
