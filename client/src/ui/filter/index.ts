export { describeFilter } from './describe-filter';
export { describeLeaf } from './describe-leaf';
export { FilterBuilder } from './filter-builder';
export { fieldOfLeaf, relatedName } from './leaf-field';
export { cleanFilter, countLeaves } from './tree';
