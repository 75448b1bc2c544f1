import { Module } from '@nestjs/common';
import { recordTypes } from '../record-type.js';
import { SavedView } from './saved-view.entity.js';
import { savedViewRules } from './saved-view.rules.js';
import { SavedViewsController } from './saved-views.controller.js';

@Module({ controllers: [SavedViewsController] })
export class SavedViewsModule {
  constructor() {
    recordTypes.of(SavedView).rules = savedViewRules;
  }
}
