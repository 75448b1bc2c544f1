import { createFileRoute } from '@tanstack/react-router';
import { listSearch } from '~/app/list-search';
import { ProductList } from '~/features/products/product-list';

export const Route = createFileRoute('/_app/products/')({ validateSearch: listSearch, component: ProductList });
