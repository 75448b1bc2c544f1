import { Module } from '@nestjs/common';
import { SAMPLE_LOADER } from '../platform/setup/sample-loader.js';
import { SampleCompanyLoader } from './sample-company.js';

/** The sample company, for the first look and for measuring. */
@Module({ providers: [{ provide: SAMPLE_LOADER, useClass: SampleCompanyLoader }] })
export class SampleModule {}
