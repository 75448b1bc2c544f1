import { Global, Module } from '@nestjs/common';
import { CalendarService } from './calendar.service.js';
import { WorkingCalendarController } from './working-calendar.controller.js';

/** The company's calendar for every module. */
@Global()
@Module({ controllers: [WorkingCalendarController], providers: [CalendarService], exports: [CalendarService] })
export class CalendarModule {}
