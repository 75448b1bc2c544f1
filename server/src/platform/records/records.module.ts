import { Global, Module } from '@nestjs/common';
import { RecordReader } from './record-reader.js';
import { RecordSight } from './record-sight.js';
import { RecordStore } from './record-store.js';
import { RecordTypesController } from './record-types.controller.js';
import { FieldReveal } from './reveal/field-reveal.js';
import { RevealController } from './reveal/reveal.controller.js';
import { RecordWriter } from './record-writer.js';

@Global()
@Module({
  controllers: [RecordTypesController, RevealController],
  providers: [RecordReader, RecordWriter, RecordStore, RecordSight, FieldReveal],
  exports: [RecordReader, RecordWriter, RecordStore, RecordSight],
})
export class RecordsModule {}
