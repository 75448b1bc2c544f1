import { Module } from '@nestjs/common';
import { FilesModule } from '../platform/files/files.module.js';
import { SAMPLE_LOADER } from '../platform/setup/sample-loader.js';
import { SampleCompanyLoader } from './sample-company.js';

/** The sample company, for the first look and for measuring. */
@Module({ imports: [FilesModule], providers: [{ provide: SAMPLE_LOADER, useClass: SampleCompanyLoader }] })
export class SampleModule {}
