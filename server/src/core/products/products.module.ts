import { Module } from '@nestjs/common';
import { ProductsController } from './products.controller.js';

/** What the company sells. */
@Module({ controllers: [ProductsController] })
export class ProductsModule {}
