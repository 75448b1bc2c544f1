import { Controller } from '@nestjs/common';
import { routesOf } from '../../records/record-routes.js';
import { COMPANY_RECORDS } from '../../records/route-subject.js';

/** The standard routes of every type that the company has added, told by the address; no process starts anew for them. */
@Controller(COMPANY_RECORDS.path)
export class CompanyRecordsController extends routesOf(COMPANY_RECORDS) {}
