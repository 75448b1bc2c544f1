/** A product of the sample company; price in Rial for one unit. */
export interface CatalogueItem {
  readonly code: string;
  readonly name: string;
  readonly series: string;
  readonly unit: string;
  readonly price: number;
  /** Largest usual quantity of one order. */
  readonly most: number;
  readonly medical: boolean;
}

const items = (text: string): readonly CatalogueItem[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', name = '', series = '', unit = '', price = '0', most = '1'] = line.trim().split('|');
      return {
        code,
        name,
        series,
        unit,
        price: Number(price) * 1_000_000,
        most: Number(most),
        medical: !code.startsWith('OF'),
      };
    });

/** Price in million Rial. */
export const CATALOGUE = items(`
MD-101|دستگاه سونوگرافی قابل حمل SN-50|تصویربرداری|دستگاه|8900|2
MD-102|دستگاه رادیوگرافی دیجیتال DR-300|تصویربرداری|دستگاه|26500|1
MD-110|الکتروکاردیوگراف دوازده‌کاناله EC-12|قلب و عروق|دستگاه|980|4
MD-111|مانیتور علائم حیاتی VM-8|قلب و عروق|دستگاه|740|12
MD-112|دفیبریلاتور دوفاز DF-2|قلب و عروق|دستگاه|2350|3
MD-120|اتوکلاو رومیزی ۲۳ لیتری AC-23|استریل|دستگاه|640|4
MD-121|اتوکلاو بیمارستانی ۳۰۰ لیتری AC-300|استریل|دستگاه|7800|1
MD-130|تخت بستری سه‌شکن برقی BD-3|تجهیزات بخش|تخت|860|30
MD-131|تخت معاینه و ژینکولوژی BG-1|تجهیزات بخش|تخت|310|6
MD-132|ترالی اورژانس TR-5|تجهیزات بخش|دستگاه|165|10
MD-140|پمپ سرنگ SP-100|تجهیزات بخش|دستگاه|390|15
MD-150|یونیت دندان‌پزشکی DU-9|دندان‌پزشکی|دستگاه|3400|4
MD-151|کمپرسور بدون روغن CM-2|دندان‌پزشکی|دستگاه|420|3
MD-160|سانتریفیوژ آزمایشگاهی CF-16|آزمایشگاه|دستگاه|560|3
MD-161|میکروسکوپ سه‌چشمی MS-3|آزمایشگاه|دستگاه|480|5
MD-170|دستکش لاتکس، کارتن ۱۰ بسته|مصرفی|کارتن|38|200
MD-171|کیت سرم و ست تزریق، کارتن|مصرفی|کارتن|46|150
OF-201|دستگاه کپی رنگی سه‌کاره CP-360|چاپ و تکثیر|دستگاه|1450|4
OF-202|چاپگر لیزری شبکه LP-40|چاپ و تکثیر|دستگاه|260|15
OF-210|میز اداری مدیریتی MZ-7|مبلمان اداری|عدد|190|20
OF-211|صندلی ارگونومیک ER-2|مبلمان اداری|عدد|98|60
OF-220|ویدئوپروژکتور VP-5000|سالن جلسه|دستگاه|520|5
OF-221|نمایشگر لمسی ۷۵ اینچ TS-75|سالن جلسه|دستگاه|1250|3
OF-230|کاغذ A4، کارتن ۵ بسته|مصرفی|کارتن|11|400
`);
