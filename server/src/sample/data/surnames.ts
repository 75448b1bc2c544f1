/** Family names with a Latin form, for user names and e-mail addresses. */
export interface Surname {
  readonly fa: string;
  readonly latin: string;
}

const surnames = (text: string): readonly Surname[] =>
  text
    .trim()
    .split(/\s*,\s*/)
    .map((pair) => {
      const [fa = '', latin = ''] = pair.split('=');
      return { fa, latin };
    });

export const SURNAMES: readonly Surname[] = surnames(`
محمدی=mohammadi, احمدی=ahmadi, حسینی=hosseini, کریمی=karimi, رضایی=rezaei, موسوی=mousavi, جعفری=jafari, صادقی=sadeghi,
رحیمی=rahimi, ابراهیمی=ebrahimi, اکبری=akbari, قاسمی=ghasemi, حیدری=heidari, مرادی=moradi, کاظمی=kazemi, نوری=nouri,
باقری=bagheri, عباسی=abbasi, هاشمی=hashemi, یوسفی=yousefi, امینی=amini, رستمی=rostami, شریفی=sharifi, صالحی=salehi,
نجفی=najafi, طاهری=taheri, اسدی=asadi, زارعی=zarei, سلیمانی=soleimani, نظری=nazari, فرهادی=farhadi, عزیزی=azizi,
کریم‌زاده=karimzadeh, تهرانی=tehrani, اصفهانی=esfahani, شیرازی=shirazi, تبریزی=tabrizi, خراسانی=khorasani, کاشانی=kashani, یزدانی=yazdani,
کرمانی=kermani, گیلانی=gilani, مازندرانی=mazandarani, همدانی=hamedani, زنجانی=zanjani, قزوینی=ghazvini, لاهیجی=lahiji, نیشابوری=neishabouri,
پورمحمد=pourmohammad, حسن‌پور=hassanpour, علی‌پور=alipour, تقی‌پور=taghipour, رحمان‌پور=rahmanpour, مهدی‌پور=mahdipour, عباس‌پور=abbaspour, قلی‌پور=gholipour,
علی‌زاده=alizadeh, حسن‌زاده=hassanzadeh, قاسم‌زاده=ghasemzadeh, رضازاده=rezazadeh, تقی‌زاده=taghizadeh, ملک‌زاده=malekzadeh, فرج‌زاده=farajzadeh, نقی‌زاده=naghizadeh,
یوسف‌زاده=yousefzadeh, موسی‌زاده=mousazadeh, کاظم‌زاده=kazemzadeh, شریف‌زاده=sharifzadeh, مهدوی=mahdavi, علوی=alavi, رضوی=razavi, تقوی=taghavi,
مصطفوی=mostafavi, مرتضوی=mortazavi, موسوی‌نژاد=mousavinejad, حسینی‌نژاد=hosseininejad, احمدی‌نیا=ahmadinia, کریمی‌نیا=kariminia, صفوی=safavi, مدنی=madani,
بهرامی=bahrami, پارسا=parsa, شایان=shayan, فرزین=farzin, کیانی=kiani, رادمنش=radmanesh, نیک‌فر=nikfar, نیک‌نام=niknam,
خوش‌نویس=khoshnevis, دادگر=dadgar, راستین=rastin, فرهمند=farahmand, آذرنوش=azarnoush, بهمنی=bahmani, اسفندیاری=esfandiari, اردلان=ardalan,
جهانگیری=jahangiri, کامکار=kamkar, فروزان=forouzan, فیروزی=firouzi, گلستانی=golestani, بوستانی=boustani, شکوهی=shokouhi, تابش=tabesh,
درخشان=derakhshan, روشن=roshan, سپهری=sepehri, آسمانی=asemani, دریایی=daryaei, کوهی=kouhi, صحرایی=sahraei, باغبان=baghban,
معمار=memar, صراف=sarraf, زرگر=zargar, عطار=attar, بزاز=bazzaz, نجار=najjar, آهنگر=ahangar, چاووشی=chavoshi,
افشار=afshar, قاجار=ghajar, بختیاری=bakhtiari, قشقایی=ghashghaei, ترکمان=torkaman, لرستانی=lorestani, کردی=kordi, بلوچی=balouchi,
ذوالفقاری=zolfaghari, ضیایی=ziaei, ظریفی=zarifi, غلامی=gholami, فتحی=fathi, قنبری=ghanbari, گودرزی=goudarzi, لطفی=lotfi,
منصوری=mansouri, نادری=naderi, وحیدی=vahidi, هدایتی=hedayati, یعقوبی=yaghoubi, ایزدی=izadi, برزگر=barzegar, پناهی=panahi,
توکلی=tavakoli, ثابتی=sabeti, جوادی=javadi, چراغی=cheraghi, حاتمی=hatami, خلیلی=khalili, داوودی=davoudi, رفیعی=rafiei,
زمانی=zamani, ژیان=zhian, ستاری=sattari, شفیعی=shafiei, صمدی=samadi, طالبی=talebi, عسگری=asgari, غفاری=ghaffari,
فلاحی=fallahi, قربانی=ghorbani, کوچکی=kouchaki, لشکری=lashkari, مظفری=mozaffari, ناصری=naseri, وزیری=vaziri, همتی=hemmati`);

/** First names that many people bear, with a Latin form. */
export const COMMON_MALE: readonly Surname[] = surnames(
  'علی=ali, محمد=mohammad, حسین=hossein, رضا=reza, مهدی=mahdi, امیر=amir, حمید=hamid, سعید=saeid, مجید=majid, مسعود=masoud, بهزاد=behzad, کامران=kamran, فرهاد=farhad, آرش=arash, بابک=babak, پیمان=peyman, نوید=navid, سینا=sina, پویا=pouya, امید=omid, احسان=ehsan, کیوان=keyvan, شهرام=shahram, داریوش=dariush',
);
export const COMMON_FEMALE: readonly Surname[] = surnames(
  'زهرا=zahra, فاطمه=fatemeh, مریم=maryam, سارا=sara, نرگس=narges, لیلا=leila, مینا=mina, نازنین=nazanin, الهام=elham, سمیرا=samira, نگار=negar, شیما=shima, پریسا=parisa, مهسا=mahsa, شیرین=shirin, ندا=neda, رویا=roya, آزاده=azadeh, بهاره=bahareh, سپیده=sepideh, هانیه=hanieh, نیلوفر=niloufar, الناز=elnaz, فرزانه=farzaneh',
);
