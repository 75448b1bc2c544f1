import { Controller } from '@nestjs/common';
import { RecordRoutes } from '../../platform/records/record-routes.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { Product } from './product.entity.js';

@Controller('products')
export class ProductsController extends RecordRoutes(Product) {
  constructor(store: RecordStore) {
    super(store);
  }
}
