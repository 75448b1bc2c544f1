import { Global, Module } from '@nestjs/common';
import { RecordReader } from './record-reader.js';
import { RecordStore } from './record-store.js';
import { RecordTypesController } from './record-types.controller.js';
import { RecordWriter } from './record-writer.js';

@Global()
@Module({
  controllers: [RecordTypesController],
  providers: [RecordReader, RecordWriter, RecordStore],
  exports: [RecordReader, RecordWriter, RecordStore],
})
export class RecordsModule {}
