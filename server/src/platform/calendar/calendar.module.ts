import { Global, Module } from '@nestjs/common';
import { CalendarService } from './calendar.service.js';

/** The company's calendar for every module. */
@Global()
@Module({ providers: [CalendarService], exports: [CalendarService] })
export class CalendarModule {}
